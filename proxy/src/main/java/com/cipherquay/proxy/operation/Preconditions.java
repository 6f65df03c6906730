package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ObjectInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a read (RFC 9110 section 13). A date that is none counts as absent.
 *
 * @param ifMatch the object must have one of these tags
 * @param ifNoneMatch the object must have none of these tags
 * @param ifModifiedSince the object must be younger
 * @param ifUnmodifiedSince the object must not be younger
 */
record Preconditions(
    Optional<EntityTags> ifMatch,
    Optional<EntityTags> ifNoneMatch,
    Optional<Instant> ifModifiedSince,
    Optional<Instant> ifUnmodifiedSince) {

  static final List<String> HEADERS =
      List.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since");

  /** What the conditions say to an object. */
  enum Outcome {
    PROCEED,
    NOT_MODIFIED
  }

  static Preconditions parse(Call call) {
    return parse(call, "");
  }

  /** The conditions of a copy on its source, which have other names and the same meaning. */
  static Preconditions ofSource(Call call) {
    return parse(call, CopyFrom.CONDITION);
  }

  private static Preconditions parse(Call call, String prefix) {
    return new Preconditions(
        call.header(prefix + "if-match").map(EntityTags::parse),
        call.header(prefix + "if-none-match").map(EntityTags::parse),
        call.header(prefix + "if-modified-since").flatMap(HttpDate::parse),
        call.header(prefix + "if-unmodified-since").flatMap(HttpDate::parse));
  }

  boolean none() {
    return ifMatch.isEmpty()
        && ifNoneMatch.isEmpty()
        && ifModifiedSince.isEmpty()
        && ifUnmodifiedSince.isEmpty();
  }

  /**
   * Decides in the order of RFC 9110 section 13.2.2, where a tag outranks the date beside it.
   *
   * @throws S3Exception {@code PreconditionFailed}
   */
  Outcome decide(ObjectInfo object) {
    // HTTP knows whole seconds only.
    Instant modified = object.lastModified().truncatedTo(ChronoUnit.SECONDS);
    if (ifMatch.isPresent()) {
      require("If-Match", ifMatch.get().matchesStrongly(object.etag()));
    } else if (ifUnmodifiedSince.isPresent()) {
      require("If-Unmodified-Since", !modified.isAfter(ifUnmodifiedSince.get()));
    }
    boolean fresh =
        ifNoneMatch
            .map(tags -> tags.matchesWeakly(object.etag()))
            .or(() -> ifModifiedSince.map(since -> !modified.isAfter(since)))
            .orElse(false);
    return fresh ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
  }

  private static void require(String condition, boolean holds) {
    if (!holds) {
      throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", condition);
    }
  }
}
