package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.store.ByteRange;
import com.cipherquay.vault.ObjectChecksum;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectPart;
import com.cipherquay.vault.ObjectVersion;
import com.cipherquay.vault.StandardHeader;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.VaultException;
import com.cipherquay.vault.VaultFault;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What GetObject and HeadObject have in common: which object, which part of it, under which
 * conditions, and how to describe it.
 *
 * @param object the object, or the version of it that is named
 * @param range the range asked for; empty for the whole object
 * @param ifRange what the object must be for the range to apply (RFC 9110 section 13.1.5)
 * @param part the part asked for, counted from 1; an object that was put in one piece has one
 * @param checksums whether the answer is to show checksums
 */
record ObjectRead(
    String bucket,
    ObjectVersion object,
    Optional<ByteRange> range,
    Optional<String> ifRange,
    OptionalInt part,
    Preconditions conditions,
    Map<StandardHeader, String> overrides,
    boolean checksums) {

  private static final String PARTS_COUNT = "x-amz-mp-parts-count";
  private static final String CHECKSUM_MODE = "x-amz-checksum-mode";

  static ObjectRead parse(Target.Item item, Call call) {
    Set<String> parameters = new HashSet<>(ResponseOverrides.PARAMETERS.keySet());
    parameters.add(Numbers.PART);
    parameters.add(VersionIds.PARAMETER);
    call.understoodBy(parameters, Set.of());
    boolean ofPart = call.has(Numbers.PART);
    if (ofPart && call.header("range").isPresent()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Cannot specify both Range header and partNumber query parameter");
    }
    return new ObjectRead(
        item.bucket(),
        VersionIds.object(item.key(), call),
        call.header("range").flatMap(RangeHeader::parse),
        call.header("if-range"),
        ofPart ? OptionalInt.of(Numbers.ofPart(call)) : OptionalInt.empty(),
        Preconditions.parse(call),
        ResponseOverrides.parse(call),
        call.header(CHECKSUM_MODE).filter("ENABLED"::equalsIgnoreCase).isPresent());
  }

  ObjectKey key() {
    return object.key();
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

  /** The fault of a read by part, unless a condition does not hold, which outranks it. */
  VaultException refusal(Vault vault, VaultException e) throws IOException {
    if (e.fault() == VaultFault.NO_SUCH_PART && !conditions.none()) {
      conditions.decide(vault.head(object));
    }
    return e;
  }

  /** The headers of a 200 or 206 with these bytes of the object. */
  List<Map.Entry<String, String>> headers(ObjectInfo object, Slice slice) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(ObjectHeaders.all(object, overrides));
    // No form of Content-Range has an empty range (RFC 9110 section 14.4), but a part may be empty.
    if (slice.partial() && slice.length() > 0) {
      headers.add(Map.entry("content-range", slice.contentRange(object.length())));
    }
    int parts = object.parts().count();
    if (part.isPresent() && parts > 0) {
      headers.add(Map.entry(PARTS_COUNT, Integer.toString(parts)));
    }
    if (checksums) {
      headers.addAll(ChecksumWords.headers(checksums(object, slice)));
    }
    return headers;
  }

  /**
   * The checksums of these bytes: those of the object if they are all of it, or that of a part
   * (AWS, "Using part-level checksums"). Beside any other bytes SDKs would report a mismatch.
   */
  private List<ObjectChecksum> checksums(ObjectInfo object, Slice slice) {
    boolean composite = object.checksums().stream().anyMatch(ObjectChecksum::composite);
    if (part.isPresent() && composite) {
      return object.parts().find(part.getAsInt()).flatMap(ObjectPart::checksum).stream().toList();
    }
    return slice.length() == object.length() ? object.checksums() : List.of();
  }

  /** The whole object. */
  static Slice whole(ObjectInfo object) {
    return new Slice(0, object.length(), false);
  }

  /** One part of the object, which is answered as a range even if it is all there is. */
  static Slice partOf(ObjectInfo object, long first, long length) {
    return new Slice(first, length, object.length() > 0);
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
