package com.cipherquay.proxy.s3.xml;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An access control list, as clients send it.
 *
 * @param owner the id of the owner, if one is named
 * @param grants what is granted to whom
 */
public record AccessControlDocument(Optional<String> owner, List<Grant> grants) {

  private static final String ROOT = "AccessControlPolicy";
  private static final String LIST = "AccessControlList";
  private static final String GRANT = "Grant";
  private static final String GRANTEE = "Grantee";
  private static final String PERMISSION = "Permission";

  /** The permission to do all. */
  public static final String FULL_CONTROL = "FULL_CONTROL";

  private static final Set<String> PERMISSIONS =
      Set.of(FULL_CONTROL, "READ", "WRITE", "READ_ACP", "WRITE_ACP");

  /**
   * One grant.
   *
   * @param user the id of the user; empty for a group or an address
   */
  public record Grant(Optional<String> user, String permission) {}

  public AccessControlDocument {
    grants = List.copyOf(grants);
  }

  /**
   * Reads a body.
   *
   * @throws S3Exception {@code MalformedACLError}
   */
  public static AccessControlDocument parse(byte[] document) {
    try {
      XmlElement root = XmlElement.parse(document, ROOT);
      XmlElement list = root.one(LIST).orElseThrow(AccessControlDocument::malformed);
      Optional<XmlElement> owner = root.one("Owner");
      XmlElement.require(root.children().size() == (owner.isPresent() ? 2 : 1));
      List<XmlElement> grants = list.all(GRANT);
      XmlElement.require(grants.size() == list.children().size() && list.text().isBlank());
      return new AccessControlDocument(
          owner.flatMap(element -> element.one("ID")).map(element -> element.text().strip()),
          grants.stream().map(AccessControlDocument::grant).toList());
    } catch (S3Exception e) {
      throw e.code() == S3ErrorCode.MALFORMED_XML ? malformed() : e;
    }
  }

  private static S3Exception malformed() {
    return new S3Exception(S3ErrorCode.MALFORMED_ACL);
  }

  private static Grant grant(XmlElement grant) {
    XmlElement grantee = grant.one(GRANTEE).orElseThrow(AccessControlDocument::malformed);
    XmlElement permission = grant.one(PERMISSION).orElseThrow(AccessControlDocument::malformed);
    XmlElement.require(grant.children().size() == 2);
    XmlElement.require(PERMISSIONS.contains(permission.text().strip()));
    boolean named =
        grantee.one("ID").isPresent()
            || grantee.one("URI").isPresent()
            || grantee.one("EmailAddress").isPresent();
    XmlElement.require(named);
    return new Grant(
        grantee.one("ID").map(element -> element.text().strip()), permission.text().strip());
  }

  /** The answer that says: all of it to the owner, nothing to anybody else. */
  public static ByteBuffer ofOwner(Owner owner) {
    return XmlWriter.document(
        ROOT,
        out -> {
          owner.write(out);
          out.element(
              LIST,
              list ->
                  list.element(
                      GRANT,
                      grant -> {
                        grant.typedElement(
                            GRANTEE,
                            "CanonicalUser",
                            grantee -> {
                              grantee.element("ID", owner.id());
                              grantee.element("DisplayName", owner.displayName());
                            });
                        grant.element(PERMISSION, FULL_CONTROL);
                      }));
        });
  }
}
