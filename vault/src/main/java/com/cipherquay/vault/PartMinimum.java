package com.cipherquay.vault;

/**
 * The shortest plaintext of a part that is not the last of its object. The size of every object
 * depends on it, so nothing configures it. A method and not a constant: no class has the number
 * compiled into it, and a test that can not make gigabytes puts a class of this name before this
 * one.
 */
final class PartMinimum {

  private PartMinimum() {}

  /** 5 MiB, as at S3 (AWS, "Amazon S3 multipart upload limits"). */
  static long bytes() {
    return 5L << 20;
  }
}
