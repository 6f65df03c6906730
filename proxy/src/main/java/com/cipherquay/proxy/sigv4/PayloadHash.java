package com.cipherquay.proxy.sigv4;

/** What stands in {@code x-amz-content-sha256} of a request whose chunks are not signed. */
public final class PayloadHash {

  /** The body is not covered by the signature. */
  public static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /** The same of a body in aws-chunked with a checksum in its trailer. */
  public static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  /** The hash of no bytes. */
  public static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private PayloadHash() {}

  /** The hash of a whole body, in lower case hex. */
  public static String of(byte[] body) {
    return of(body, 0, body.length);
  }

  /** The hash of a range of bytes that is the whole body, in lower case hex. */
  public static String of(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : Digests.sha256Hex(bytes, offset, length);
  }
}
