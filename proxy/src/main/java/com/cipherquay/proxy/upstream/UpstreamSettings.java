package com.cipherquay.proxy.upstream;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which S3 to use and how.
 *
 * @param endpoint {@code http} or {@code https}, host and optionally port; nothing else
 * @param region the region to sign for
 * @param pathStyle whether the bucket is the first part of the path; else it is the first label of
 *     the host name
 * @param caFile PEM certificates that are trusted instead of the Java runtime's
 * @param profile the profile of the shared AWS files to take credentials from; else the default
 *     provider chain of the AWS SDK is asked
 * @param connectTimeout how long connecting may take
 * @param idleTimeout how long a connection may stand still in the middle of a request or answer
 * @param firstByteTimeout how long the store may take from the end of the request to the beginning
 *     of its answer, or to the end of a small one
 * @param maxConnections how many connections to one host, 1 or more
 * @param retries how often a request is sent again, 0 to 10
 * @param checksums whether the bodies of objects and parts are sent with a CRC32C for the store to
 *     verify
 * @param copyLimit the largest object in bytes that the store copies at once; 5 MiB to 5 GiB
 * @param buckets where buckets live whose place is not the bucket of the same name, by the name
 *     that clients use
 */
public record UpstreamSettings(
    URI endpoint,
    String region,
    boolean pathStyle,
    Optional<Path> caFile,
    Optional<String> profile,
    Duration connectTimeout,
    Duration idleTimeout,
    Duration firstByteTimeout,
    int maxConnections,
    int retries,
    boolean checksums,
    long copyLimit,
    Map<String, Place> buckets) {

  /** No S3 takes a smaller part, other than the last, of an object that is copied in parts. */
  public static final long LEAST_COPY_LIMIT = 5L << 20;

  /** AWS, CopyObject: "up to 5 GB in size in a single atomic action". */
  public static final long MOST_COPY_LIMIT = 5L << 30;

  /**
   * Where the objects of a bucket live.
   *
   * @param bucket the bucket of the upstream
   * @param prefix what the name of every object begins with there; may be empty
   */
  public record Place(String bucket, String prefix) {
    public Place {
      if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,254}")) {
        throw new IllegalArgumentException("not a bucket name: '" + bucket + "'");
      }
      if (!prefix.chars().allMatch(c -> c > 0x20 && c < 0x7f) || prefix.startsWith("/")) {
        throw new IllegalArgumentException(
            "a prefix is printable ASCII without space and does not begin with a slash");
      }
    }
  }

  public UpstreamSettings {
    buckets = Map.copyOf(buckets);
    requireEndpoint(endpoint);
    requireRange("max connections", maxConnections, 1, 10_000);
    requireRange("retries", retries, 0, 10);
    if (copyLimit < LEAST_COPY_LIMIT || copyLimit > MOST_COPY_LIMIT) {
      throw new IllegalArgumentException("copy limit: " + copyLimit + " is not 5 MiB to 5 GiB");
    }
    requirePositive("connect timeout", connectTimeout);
    requirePositive("idle timeout", idleTimeout);
    requirePositive("first byte timeout", firstByteTimeout);
    if (region.isEmpty()) {
      throw new IllegalArgumentException("a region is needed to sign requests");
    }
  }

  /** The default of everything but the endpoint. */
  public static UpstreamSettings of(URI endpoint) {
    return new UpstreamSettings(
        endpoint,
        "us-east-1",
        true,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        200,
        2,
        false,
        MOST_COPY_LIMIT,
        Map.of());
  }

  /** Where a bucket of the clients lives. */
  Place place(String bucket) {
    Place mapped = buckets.get(bucket);
    return mapped == null ? new Place(bucket, "") : mapped;
  }

  private static void requireEndpoint(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    String path = String.valueOf(endpoint.getRawPath());
    boolean plain =
        endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null
            && endpoint.getRawUserInfo() == null
            && (path.isEmpty() || path.equals("/"));
    if (!(scheme.equals("http") || scheme.equals("https"))
        || endpoint.getHost() == null
        || !plain) {
      throw new IllegalArgumentException(
          "an endpoint is http://HOST[:PORT] or https://HOST[:PORT], not " + endpoint);
    }
  }

  private static void requireRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + ": " + value + " is not from " + least + " to " + most);
    }
  }

  private static void requirePositive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(what + ": " + value + " is not more than nothing");
    }
  }
}
