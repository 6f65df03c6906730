package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectKey;
import java.util.Set;

/**
 * What a copy is made of: {@code x-amz-copy-source}, and the conditions on it.
 *
 * @param conditions decided on the object that is then copied
 */
record CopyFrom(String bucket, ObjectKey key, Preconditions conditions) {

  /** The header whose presence makes a PUT a copy. */
  static final String HEADER = "x-amz-copy-source";

  /** What the names of the conditions begin with. */
  static final String CONDITION = HEADER + "-";

  /** The headers of the source. */
  static final Set<String> NAMES =
      Set.of(
          HEADER,
          CONDITION + "if-match",
          CONDITION + "if-none-match",
          CONDITION + "if-modified-since",
          CONDITION + "if-unmodified-since");

  private static final String VERSION = "versionId=";

  /**
   * Reads the source. It is a path with or without its first slash, encoded as in a query: a plus
   * sign is a space, as AWS decodes it and as clients in Go encode one. A question mark that is not
   * encoded begins a query.
   *
   * @throws S3Exception {@code InvalidArgument}, {@code InvalidBucketName}, {@code
   *     KeyTooLongError}; {@code NotImplemented} for a version
   */
  static CopyFrom parse(Call call) {
    String wire = call.header(HEADER).orElse("").strip();
    // Header values have one char per byte; clients that do not encode send UTF-8.
    String source = new String(wire.getBytes(ISO_8859_1), UTF_8);
    int query = source.indexOf('?');
    if (query >= 0) {
      requireNoVersion(source, source.substring(query + 1));
    }
    // The slashes around the bucket may be encoded too: some clients encode the path as one name.
    String path = decode(source, query < 0 ? source : source.substring(0, query));
    String decoded = path.startsWith("/") ? path.substring(1) : path;
    int slash = decoded.indexOf('/');
    if (slash <= 0 || slash == decoded.length() - 1) {
      throw Call.invalid(
          HEADER,
          source,
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
    return new CopyFrom(
        BucketNames.usable(decoded.substring(0, slash)),
        Target.key(decoded.substring(slash + 1)),
        Preconditions.ofSource(call));
  }

  private static void requireNoVersion(String source, String query) {
    if (!query.startsWith(VERSION)) {
      throw Call.invalid(HEADER, source, "Unsupported copy source parameter.");
    }
    if (query.length() == VERSION.length()) {
      throw Call.invalid(HEADER, source, "Version id cannot be the empty string");
    }
    throw Call.unimplemented("Header", HEADER + "?versionId");
  }

  private static String decode(String source, String path) {
    try {
      return UriText.query(path);
    } catch (S3Exception notEncoded) {
      throw Call.invalid(HEADER, source, "Invalid copy source encoding");
    }
  }

  Permission permission() {
    return Permission.read(bucket, key);
  }

  /** Whether this is the object itself. */
  boolean is(String otherBucket, ObjectKey otherKey) {
    return bucket.equals(otherBucket) && key.equals(otherKey);
  }

  /**
   * Passes if the conditions hold. A source that was not modified is no answer to a copy: that is a
   * failed condition too (AWS, CopyObject).
   *
   * @throws S3Exception {@code PreconditionFailed}
   */
  void check(ObjectInfo object) {
    if (conditions.decide(object) == Preconditions.Outcome.NOT_MODIFIED) {
      String condition =
          conditions.ifNoneMatch().isPresent() ? "If-None-Match" : "If-Modified-Since";
      throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED)
          .with("Condition", CONDITION + condition);
    }
  }
}
