package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for bucket names (AWS, "General purpose bucket naming rules"). */
final class BucketNames {

  // Buckets made before 2018 may have upper case, underscores and up to 255 characters.
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{2,254}");
  private static final Pattern CREATABLE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketNames() {}

  /** Passes if a bucket of this name can exist. */
  static String usable(String name) {
    return require(name, USABLE.matcher(name).matches() && !name.contains(".."));
  }

  /** Passes if a bucket of this name can be created today. */
  static String creatable(String name) {
    return require(
        name,
        CREATABLE.matcher(name).matches()
            && !name.contains("..")
            && !ADDRESS.matcher(name).matches()
            && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
            && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith));
  }

  private static String require(String name, boolean valid) {
    if (!valid) {
      throw new S3Exception(S3ErrorCode.INVALID_BUCKET_NAME).with("BucketName", name);
    }
    return name;
  }
}
