package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The body of PutBucketVersioning, and the answer to GetBucketVersioning.
 *
 * @param status as it stands in the document
 * @param mfaDelete likewise
 */
public record VersioningDocument(Optional<String> status, Optional<String> mfaDelete) {

  /** That of a bucket that never kept versions. */
  public static final VersioningDocument NONE =
      new VersioningDocument(Optional.empty(), Optional.empty());

  public static VersioningDocument of(String status) {
    return new VersioningDocument(Optional.of(status), Optional.empty());
  }

  /**
   * Reads a body.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static VersioningDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "VersioningConfiguration");
    Optional<String> status = text(root, "Status");
    Optional<String> mfaDelete = text(root, "MfaDelete");
    int known = (status.isPresent() ? 1 : 0) + (mfaDelete.isPresent() ? 1 : 0);
    XmlElement.require(root.children().size() == known);
    return new VersioningDocument(status, mfaDelete);
  }

  private static Optional<String> text(XmlElement root, String name) {
    return root.one(name).map(element -> element.text().strip());
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "VersioningConfiguration",
        out -> {
          if (status.isPresent()) {
            out.element("Status", status.get());
          }
        });
  }
}
