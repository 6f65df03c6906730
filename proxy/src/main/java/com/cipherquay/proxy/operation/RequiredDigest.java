package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;

/** S3 takes some documents only if their integrity is known. */
final class RequiredDigest {

  private RequiredDigest() {}

  /**
   * Passes if the client sends a digest of its document, which is verified when that is read.
   *
   * @throws S3Exception {@code InvalidRequest}
   */
  static void check(Call call) {
    boolean digest =
        call.header("content-md5").isPresent()
            || call.headers().keySet().stream().anyMatch(Call::isBodyChecksum)
            || call.header("x-amz-trailer").filter(Call::isBodyChecksum).isPresent();
    if (!digest) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
  }
}
