package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a copy is made of: {@code x-amz-copy-source}, and the conditions on it.
 *
 * @param object the object, or the version of it that is named
 * @param conditions decided on the object that is then copied
 */
record CopyFrom(String bucket, ObjectVersion object, Preconditions conditions) {

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

  private static final String VERSION = VersionIds.PARAMETER + "=";

  /**
   * Reads the source. It is a path with or without its first slash, encoded as in a query: a plus
   * sign is a space, as AWS decodes it and as clients in Go encode one. A question mark that is not
   * encoded begins a query.
   *
   * @throws S3Exception {@code InvalidArgument}, {@code InvalidBucketName}, {@code KeyTooLongError}
   */
  static CopyFrom parse(Call call) {
    String wire = call.header(HEADER).orElse("").strip();
    // Header values have one char per byte; clients that do not encode send UTF-8.
    String source = new String(wire.getBytes(ISO_8859_1), UTF_8);
    int query = source.indexOf('?');
    Optional<String> version =
        query < 0 ? Optional.empty() : Optional.of(version(source, source.substring(query + 1)));
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
        new ObjectVersion(Target.key(decoded.substring(slash + 1)), version),
        Preconditions.ofSource(call));
  }

  private static String version(String source, String query) {
    if (!query.startsWith(VERSION) || query.contains("&")) {
      throw Call.invalid(HEADER, source, "Unsupported copy source parameter.");
    }
    return VersionIds.parse(decode(source, query.substring(VERSION.length())));
  }

  private static String decode(String source, String path) {
    try {
      return UriText.query(path);
    } catch (S3Exception notEncoded) {
      throw Call.invalid(HEADER, source, "Invalid copy source encoding");
    }
  }

  /** What a copy needs: to read the source, and what its target needs. */
  List<Permission> permissions(Permission target) {
    return List.of(Permission.read(bucket, object.key()), target);
  }

  /** Whether this is the object itself, as it is now. */
  boolean is(String otherBucket, ObjectKey otherKey) {
    return bucket.equals(otherBucket) && object.equals(ObjectVersion.current(otherKey));
  }

  /**
   * The fault of a look at the source, unless a delete marker is there: what is said of one is said
   * of what was asked for, and that is the copy.
   *
   * @throws S3Exception {@code NoSuchKey}, {@code InvalidRequest}
   */
  StoreException refusal(StoreException e) {
    if (e.fault() == StoreFault.DELETE_MARKER) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "The source of a copy request may not specifically refer to a delete marker by version"
              + " id.");
    }
    if (e.marker().isPresent()) {
      throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
    }
    return e;
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
