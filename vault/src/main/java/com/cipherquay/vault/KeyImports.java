package com.cipherquay.vault;

import com.cipherquay.keyset.ForeignKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of other vaults that a vault was given, by the parts of buckets that they open. For
 * every path the longest part counts. Immutable and thread-safe.
 */
public final class KeyImports {

  /** No key was given. */
  public static final KeyImports NONE = new KeyImports(Map.of());

  private final Map<String, BucketImports> buckets;

  private KeyImports(Map<String, BucketImports> buckets) {
    this.buckets = Map.copyOf(buckets);
  }

  /**
   * What these keys open together.
   *
   * @throws IllegalArgumentException if two are for the same part, or lead to it in different ways;
   *     the message is for the user
   */
  public static KeyImports of(List<ForeignKeys> keys) {
    Map<String, BucketImports> buckets = new HashMap<>();
    for (ForeignKeys part : keys) {
      buckets.computeIfAbsent(part.bucket(), bucket -> new BucketImports()).add(part);
    }
    return new KeyImports(buckets);
  }

  BucketImports in(String bucket) {
    return Optional.ofNullable(buckets.get(bucket)).orElse(BucketImports.NONE);
  }

  /** The buckets of which there is a part. */
  Set<String> buckets() {
    return buckets.keySet();
  }
}
