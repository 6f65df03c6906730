package com.cipherquay.proxy.form;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;

/**
 * How large the file of a form may be, both ends included.
 *
 * @param least in bytes
 * @param most in bytes
 */
public record SizeRange(long least, long most) {

  /** What both ranges allow; perhaps nothing. */
  public SizeRange and(SizeRange other) {
    return new SizeRange(Math.max(least, other.least), Math.min(most, other.most));
  }

  /**
   * Passes if a file is large enough, and not too large.
   *
   * @throws S3Exception {@code EntityTooLarge}, {@code EntityTooSmall}
   */
  public void require(long size) {
    if (size > most) {
      throw tooLarge(size);
    }
    if (size < least) {
      throw new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL)
          .with("ProposedSize", Long.toString(size))
          .with("MinSizeAllowed", Long.toString(least));
    }
  }

  /** The answer to a file that is too large. */
  public S3Exception tooLarge(long size) {
    return new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
        .with("ProposedSize", Long.toString(size))
        .with("MaxSizeAllowed", Long.toString(most));
  }
}
