package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.store.ByteRange;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.StandardHeader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What GetObject and HeadObject have in common: which object, which part of it, under which
 * conditions, and how to describe it.
 *
 * @param range the range asked for; empty for the whole object
 * @param ifRange what the object must be for the range to apply (RFC 9110 section 13.1.5)
 * @param firstPart whether part 1 was asked for, which of an object that was put in one piece is
 *     all of it, but answered as a range
 * @param checksums whether the answer is to show checksums
 */
record ObjectRead(
    String bucket,
    ObjectKey key,
    Optional<ByteRange> range,
    Optional<String> ifRange,
    boolean firstPart,
    Preconditions conditions,
    Map<StandardHeader, String> overrides,
    boolean checksums) {

  private static final String PART_NUMBER = "partNumber";
  private static final String CHECKSUM_MODE = "x-amz-checksum-mode";

  static ObjectRead parse(Target.Item item, Call call) {
    Set<String> parameters = new HashSet<>(ResponseOverrides.PARAMETERS.keySet());
    parameters.add(PART_NUMBER);
    call.understoodBy(parameters, Set.of());
    Optional<String> part = call.parameter(PART_NUMBER);
    if (part.isPresent() && call.header("range").isPresent()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Cannot specify both Range header and partNumber query parameter");
    }
    if (part.isPresent() && Numbers.between(PART_NUMBER, part.get(), 1, 10_000) != 1) {
      throw Call.unimplemented("Parameter", PART_NUMBER);
    }
    return new ObjectRead(
        item.bucket(),
        item.key(),
        call.header("range").flatMap(RangeHeader::parse),
        call.header("if-range"),
        part.isPresent(),
        Preconditions.parse(call),
        ResponseOverrides.parse(call),
        call.header(CHECKSUM_MODE).filter("ENABLED"::equalsIgnoreCase).isPresent());
  }

  /** Whether the range applies to this object, which may have changed since the client saw it. */
  boolean rangeApplies(ObjectInfo object) {
    if (ifRange.isEmpty()) {
      return true;
    }
    Optional<Instant> date = HttpDate.parse(ifRange.get());
    return date.map(object.lastModified().truncatedTo(ChronoUnit.SECONDS)::equals)
        .orElseGet(() -> EntityTags.parse(ifRange.get()).matchesStrongly(object.etag()));
  }

  /** The headers of a 200 or 206 with these bytes of the object. */
  List<Map.Entry<String, String>> headers(ObjectInfo object, Slice slice) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(ObjectHeaders.all(object, overrides));
    if (slice.partial()) {
      headers.add(Map.entry("content-range", slice.contentRange(object.length())));
    }
    // The checksum is that of the whole body; beside less than that, SDKs report a mismatch.
    if (checksums && slice.length() == object.length()) {
      headers.addAll(ObjectHeaders.checksums(object.metadata().checksums()));
    }
    return headers;
  }

  /** The whole object, as this read answers it. */
  Slice whole(ObjectInfo object) {
    return new Slice(0, object.length(), firstPart && object.length() > 0);
  }

  /**
   * Bytes of an object.
   *
   * @param partial whether they are answered as a part
   */
  record Slice(long first, long length, boolean partial) {

    int status() {
      return partial ? 206 : 200;
    }

    String contentRange(long size) {
      return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
  }
}
