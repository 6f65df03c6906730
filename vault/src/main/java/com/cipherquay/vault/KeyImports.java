package com.cipherquay.vault;

import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.Keyset;
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

  /**
   * Passes if none of the stored names on the way to these keys is one that a vault made itself:
   * who gives keys away could otherwise lead it to its own objects under another name.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static void requireForeign(Keyset own, List<ForeignKeys> keys) {
    DirectoryKeys directories = DirectoryKeys.of(own);
    for (ForeignKeys part : keys) {
      int start = 0;
      int storedStart = 0;
      int end = part.path().indexOf('/');
      while (end >= 0) {
        int storedEnd = part.stored().indexOf('/', storedStart);
        NameCipher names =
            directories.names(part.bucket(), part.path().substring(0, start)).names();
        requireUnknown(
            part, names.decryptDirectory(part.stored().substring(storedStart, storedEnd)));
        start = end + 1;
        storedStart = storedEnd + 1;
        end = part.path().indexOf('/', start);
      }
      if (part.isObject()) {
        NameCipher names =
            directories.names(part.bucket(), part.path().substring(0, start)).names();
        requireUnknown(part, names.decryptLeaf(part.stored().substring(storedStart)));
      }
    }
  }

  private static void requireUnknown(ForeignKeys part, Optional<String> own) {
    if (own.isPresent()) {
      throw new IllegalArgumentException(
          "the way to s3://"
              + part.bucket()
              + "/"
              + part.path()
              + " leads over a name of this vault's own");
    }
  }

  BucketImports in(String bucket) {
    return Optional.ofNullable(buckets.get(bucket)).orElse(BucketImports.NONE);
  }

  /** The buckets of which there is a part. */
  Set<String> buckets() {
    return buckets.keySet();
  }
}
