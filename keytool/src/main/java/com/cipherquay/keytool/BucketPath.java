package com.cipherquay.keytool;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A path in a bucket as the AWS CLI writes it: {@code s3://bucket/path}. What follows the slash is
 * taken as it is, percent signs and further slashes included.
 *
 * @param bucket the bucket name, not empty
 * @param path an object key, a stored name or a directory of either
 */
record BucketPath(String bucket, String path) {

  private static final String SCHEME = "s3://";

  static BucketPath parse(String text) {
    int slash = text.indexOf('/', SCHEME.length());
    if (!text.startsWith(SCHEME) || slash <= SCHEME.length()) {
      throw new IllegalArgumentException("expected s3://bucket/path, not " + text);
    }
    return new BucketPath(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + path;
  }

  /** Reads an argument. */
  static final class Converter implements ITypeConverter<BucketPath> {

    @Override
    public BucketPath convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
