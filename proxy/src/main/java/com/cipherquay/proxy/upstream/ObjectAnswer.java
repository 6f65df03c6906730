package com.cipherquay.proxy.upstream;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.Restoration;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredMarker;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredTraits;
import com.cipherquay.store.Written;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpDateTime;

/** Reads what the header fields of GetObject, HeadObject and PutObject say of an object. */
final class ObjectAnswer {

  /** Holds the stored metadata in base64url without padding. */
  static final String METADATA = "x-amz-meta-cq";

  static final String STORAGE_CLASS = "x-amz-storage-class";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  // AWS, HeadObject, x-amz-restore.
  private static final Pattern RESTORE =
      Pattern.compile("ongoing-request=\"(true|false)\"(?:, *expiry-date=\"([^\"]*)\")?");

  private ObjectAnswer() {}

  /** Which bytes of an object of which size an answer holds. */
  record Extent(long offset, long length, long size) {}

  static String encode(StoredMetadata metadata) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(metadata.bytes());
  }

  /** The entity tag without quotes; empty if there is none. */
  static String etag(UpstreamAnswer answer) {
    return unquoted(answer.header("etag").orElse(""));
  }

  /** An entity tag as some stores write it, with quotes, and some without. */
  static String unquoted(String etag) {
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }

  static StoredHead head(UpstreamAnswer answer, long size) throws StoreException {
    String etag = etag(answer);
    if (etag.isEmpty()) {
      throw answer.broken("has no ETag");
    }
    return new StoredHead(
        etag, size, lastModified(answer), metadata(answer), traits(answer), versionId(answer));
  }

  private static StoredTraits traits(UpstreamAnswer answer) {
    String tags = answer.header("x-amz-tagging-count").orElse("");
    OptionalInt count =
        tags.matches("\\d{1,4}") ? OptionalInt.of(Integer.parseInt(tags)) : OptionalInt.empty();
    return new StoredTraits(
        count,
        storageClass(answer.header(STORAGE_CLASS).orElse("")),
        answer.header("x-amz-restore").flatMap(ObjectAnswer::restoration),
        LockHeaders.read(answer));
  }

  /** A storage class as answers name it; nothing means the usual one. */
  static StorageClass storageClass(String name) {
    return name.isEmpty() ? StorageClass.STANDARD : new StorageClass(name);
  }

  private static Optional<Restoration> restoration(String field) {
    Matcher matcher = RESTORE.matcher(field);
    return matcher.find()
        ? Optional.of(
            new Restoration(
                matcher.group(1).equals("true"),
                Optional.ofNullable(matcher.group(2)).flatMap(ObjectAnswer::time)))
        : Optional.empty();
  }

  /** The version that the answer is about, if the store says so. */
  static Optional<String> versionId(UpstreamAnswer answer) {
    return answer.header("x-amz-version-id").filter(id -> !id.isEmpty());
  }

  /** What the answer to a write says that was written; the tag may be empty. */
  static Written written(UpstreamAnswer answer, String etag) {
    return new Written(etag, versionId(answer));
  }

  /** Whether it is about a delete marker. */
  static boolean isMarker(UpstreamAnswer answer) {
    return answer.header("x-amz-delete-marker").filter("true"::equalsIgnoreCase).isPresent();
  }

  /** The delete marker that it is about. */
  static StoredMarker marker(UpstreamAnswer answer) {
    return new StoredMarker(
        versionId(answer), answer.header("last-modified").flatMap(ObjectAnswer::time));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.from(HttpDateTime.parse(text)));
    } catch (DateTimeException | IllegalArgumentException notOfHttp) {
      return Optional.empty();
    }
  }

  static long contentLength(UpstreamAnswer answer) throws StoreException {
    String text = answer.header("content-length").orElse("");
    if (!NUMBER.matcher(text).matches()) {
      throw answer.broken("has no Content-Length");
    }
    return Long.parseLong(text);
  }

  /** Which bytes came; they are the ones that were asked for. */
  static Extent extent(UpstreamAnswer answer, ByteRange range) throws StoreException {
    long length = contentLength(answer);
    Extent got = new Extent(0, length, length);
    if (answer.status() == 206) {
      Matcher matcher = CONTENT_RANGE.matcher(answer.header("content-range").orElse(""));
      if (!matcher.matches()) {
        throw answer.broken("has no Content-Range");
      }
      long first = Long.parseLong(matcher.group(1));
      long last = Long.parseLong(matcher.group(2));
      got = new Extent(first, last - first + 1, Long.parseLong(matcher.group(3)));
    }
    if (got.length() != length || !got.equals(expected(range, got.size()))) {
      throw answer.broken("has other bytes than " + range + ": " + got + " in " + length);
    }
    return got;
  }

  private static Extent expected(ByteRange range, long size) {
    if (range instanceof ByteRange.From from) {
      return new Extent(from.first(), size - from.first(), size);
    }
    if (range instanceof ByteRange.Between between) {
      long last = Math.min(between.last(), size - 1);
      return new Extent(between.first(), last - between.first() + 1, size);
    }
    if (range instanceof ByteRange.Suffix suffix) {
      long length = Math.min(suffix.length(), size);
      return new Extent(size - length, length, size);
    }
    return new Extent(0, size, size);
  }

  private static Instant lastModified(UpstreamAnswer answer) throws StoreException {
    return answer
        .header("last-modified")
        .flatMap(ObjectAnswer::time)
        .orElseThrow(() -> answer.broken("has no Last-Modified"));
  }

  private static StoredMetadata metadata(UpstreamAnswer answer) {
    String text = answer.header(METADATA).orElse("");
    try {
      return StoredMetadata.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException notOurs) {
      // Whoever can write this could as well have dropped it: the vault treats both alike.
      return StoredMetadata.NONE;
    }
  }
}
