package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.store.WriteCondition;
import java.util.Set;

/**
 * The condition of a write on the object that it replaces (AWS, "Conditional writes"): {@code
 * If-None-Match: *} or {@code If-Match} with one tag. Any other is refused, never forgotten.
 */
final class WriteConditions {

  private WriteConditions() {}

  /**
   * Reads the condition.
   *
   * @throws S3Exception {@code NotImplemented}, {@code PreconditionFailed}
   */
  static WriteCondition parse(Call call) {
    call.harmless("if-modified-since", Set.of());
    call.harmless("if-unmodified-since", Set.of());
    call.harmless("if-none-match", Set.of("*"));
    if (call.header("if-match").isEmpty()) {
      return call.header("if-none-match").isPresent()
          ? new WriteCondition.IfAbsent()
          : WriteCondition.NONE;
    }
    if (call.header("if-none-match").isPresent()) {
      throw Call.unimplemented("Header", "If-Match");
    }
    return ofTag(call.header("if-match").get());
  }

  private static WriteCondition ofTag(String value) {
    EntityTags tags = EntityTags.parse(value);
    if (tags.any() || tags.tags().size() != 1) {
      throw Call.unimplemented("Header", "If-Match");
    }
    // RFC 9110 section 13.1.1 compares strongly: a weak tag is the same as nothing.
    if (tags.tags().get(0).weak()) {
      throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", "If-Match");
    }
    return new WriteCondition.IfMatch(tags.tags().get(0).value());
  }

  /**
   * Reads the condition of a delete: {@code If-Match} with one tag, or {@code *} (AWS, "How to
   * perform conditional deletes").
   *
   * @throws S3Exception {@code NotImplemented}, {@code PreconditionFailed}
   */
  static WriteCondition ofDelete(Call call) {
    call.harmless("if-none-match", Set.of());
    return isAny(call.header("if-match").orElse("")) ? new WriteCondition.IfPresent() : parse(call);
  }

  /**
   * Reads the condition of one of many deletes, which S3 calls ETag.
   *
   * @throws S3Exception {@code NotImplemented}, {@code PreconditionFailed}
   */
  static WriteCondition ofDeleteOne(String etag) {
    return isAny(etag) ? new WriteCondition.IfPresent() : ofTag(etag);
  }

  private static boolean isAny(String value) {
    return value.strip().equals("*");
  }

  /** Passes if there is no condition at all, where an operation has none. */
  static void none(Call call) {
    for (String condition : Preconditions.HEADERS) {
      call.harmless(condition, Set.of());
    }
  }
}
