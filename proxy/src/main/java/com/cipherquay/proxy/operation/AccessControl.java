package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.xml.AccessControlDocument;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Access control lists. Everything belongs to the owner of the vault, who may do everything, and no
 * list changes that: one that says the same is taken, any other refused as S3 refuses it where a
 * bucket has its lists switched off (AWS, "Controlling ownership of objects").
 */
final class AccessControl {

  private static final String CANNED = "x-amz-acl";
  private static final String GRANT = "x-amz-grant-";
  private static final String FULL_CONTROL = GRANT + "full-control";

  /** The headers that say a list. */
  static final Set<String> NAMES = Set.of(CANNED, GRANT);

  // The owner of the bucket and that of the object are the same.
  private static final Set<String> OWNER_ONLY =
      Set.of("private", "bucket-owner-read", "bucket-owner-full-control");
  private static final Set<String> OTHERS =
      Set.of(
          "public-read",
          "public-read-write",
          "authenticated-read",
          "aws-exec-read",
          "log-delivery-write");
  private static final Pattern GRANTEE = Pattern.compile("\\s*(\\w+)=\"?([^\",]*)\"?\\s*");
  private static final int DOCUMENT_LIMIT = 1 << 16;

  private AccessControl() {}

  /**
   * Passes if the headers give nothing to anybody but the owner.
   *
   * @throws S3Exception {@code AccessControlListNotSupported}; {@code InvalidArgument} for what is
   *     no list
   */
  static void requireOwnerOnly(Call call) {
    Optional<String> canned = call.header(CANNED).map(String::strip);
    List<Map.Entry<String, String>> grants =
        call.headers().entrySet().stream().filter(h -> h.getKey().startsWith(GRANT)).toList();
    if (canned.isPresent() && !grants.isEmpty()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Specifying both Canned ACLs and Header Grants is not allowed");
    }
    if (canned.isPresent() && !OWNER_ONLY.contains(canned.get())) {
      throw OTHERS.contains(canned.get())
          ? notSupported()
          : Call.invalid(CANNED, canned.get(), S3ErrorCode.INVALID_ARGUMENT.message());
    }
    // A list without full control for the owner would be another one too.
    if (!grants.stream().allMatch(AccessControl::isOwners)) {
      throw notSupported();
    }
  }

  private static boolean isOwners(Map.Entry<String, String> grant) {
    return grant.getKey().equals(FULL_CONTROL)
        && Arrays.stream(grant.getValue().split(",", -1)).allMatch(AccessControl::namesOwner);
  }

  private static boolean namesOwner(String grantee) {
    Matcher matcher = GRANTEE.matcher(grantee);
    return matcher.matches()
        && matcher.group(1).equals("id")
        && matcher.group(2).strip().equals(Responses.OWNER.id());
  }

  /**
   * Reads the list that a request sets, in headers or as a document, and passes if it changes
   * nothing.
   *
   * @throws S3Exception {@code AccessControlListNotSupported}, {@code MalformedACLError}, {@code
   *     MissingSecurityHeader} if there is none, {@code UnexpectedContent} if there are two
   */
  static void requireSame(Call call) throws IOException {
    requireOwnerOnly(call);
    boolean inHeaders =
        call.header(CANNED).isPresent()
            || call.headers().keySet().stream().anyMatch(name -> name.startsWith(GRANT));
    byte[] document = call.document(DOCUMENT_LIMIT);
    if (inHeaders && document.length > 0) {
      throw new S3Exception(S3ErrorCode.UNEXPECTED_CONTENT);
    }
    if (!inHeaders && document.length == 0) {
      throw new S3Exception(S3ErrorCode.MISSING_SECURITY_HEADER).with("MissingHeaderName", CANNED);
    }
    if (!inHeaders) {
      requireSame(AccessControlDocument.parse(document));
    }
  }

  private static void requireSame(AccessControlDocument list) {
    Optional<String> owner = Optional.of(Responses.OWNER.id());
    boolean owned = list.owner().isEmpty() || list.owner().equals(owner);
    boolean ownerOnly = list.grants().stream().allMatch(grant -> grant.user().equals(owner));
    boolean full =
        list.grants().stream()
            .anyMatch(grant -> grant.permission().equals(AccessControlDocument.FULL_CONTROL));
    if (!owned || !ownerOnly || !full) {
      throw notSupported();
    }
  }

  private static S3Exception notSupported() {
    return new S3Exception(
        S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED,
        S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED.message()
            + ". Everything in it is the vault owner's alone; others are let in by access grants.");
  }
}
