package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** HTTP's own chunked transfer coding (RFC 9112, section 7.1). */
final class TransferCoding {

  private TransferCoding() {}

  static byte[] chunked(byte[] body, int chunkSize) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; at += chunkSize) {
      int length = Math.min(chunkSize, body.length - at);
      out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
      out.write(body, at, length);
      out.writeBytes("\r\n".getBytes(US_ASCII));
    }
    out.writeBytes("0\r\n\r\n".getBytes(US_ASCII));
    return out.toByteArray();
  }
}
