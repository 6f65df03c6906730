package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.BucketDocuments;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A document in the form in which its bucket keeps it. */
final class KeptDocument {

  private KeptDocument() {}

  /**
   * Its bytes.
   *
   * @throws S3Exception {@code MaxMessageLengthExceeded}: what a client wrote tersely can be longer
   *     in the one form in which it is kept
   */
  static byte[] bytes(ByteBuffer xml) {
    if (xml.remaining() > BucketDocuments.MAX_LENGTH) {
      throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
    }
    int start = xml.arrayOffset() + xml.position();
    return Arrays.copyOfRange(xml.array(), start, start + xml.remaining());
  }
}
