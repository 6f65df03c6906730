package com.cipherquay.keytool;

import com.cipherquay.store.BucketStore;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What a command goes through: a bucket, a directory of one, or all buckets.
 *
 * @param bucket the name of a bucket; empty for all
 * @param directory plaintext, empty or ending in {@code /}
 */
record BucketTarget(Optional<String> bucket, String directory) {

  /** Every bucket of the store. */
  static final BucketTarget ALL = new BucketTarget(Optional.empty(), "");

  private static final String SCHEME = "s3://";

  static BucketTarget parse(String text) {
    int slash = text.indexOf('/', Math.min(SCHEME.length(), text.length()));
    int end = slash < 0 ? text.length() : slash;
    String directory = slash < 0 ? "" : text.substring(slash + 1);
    if (!text.startsWith(SCHEME) || end <= SCHEME.length()) {
      throw new IllegalArgumentException(
          "expected s3://bucket or s3://bucket/prefix/, not " + text);
    }
    if (!directory.isEmpty() && !directory.endsWith("/")) {
      throw new IllegalArgumentException("a prefix must end in a slash here: " + text);
    }
    return new BucketTarget(Optional.of(text.substring(SCHEME.length(), end)), directory);
  }

  /** The names of the buckets, in order. */
  List<String> buckets(Vaults vaults) throws IOException {
    if (bucket.isPresent()) {
      vaults.head(bucket.get());
      return List.of(bucket.get());
    }
    return vaults.list().stream().map(BucketStore.Bucket::name).sorted().toList();
  }

  @Override
  public String toString() {
    return bucket.map(name -> SCHEME + name + "/" + directory).orElse("all buckets");
  }

  /** Reads an argument. */
  static final class Converter implements ITypeConverter<BucketTarget> {

    @Override
    public BucketTarget convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
