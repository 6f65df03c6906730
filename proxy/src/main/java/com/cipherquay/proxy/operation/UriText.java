package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/**
 * Percent-encoded text of a request target (RFC 3986 section 2.1), decoded exactly once and
 * strictly: two targets that differ after decoding are two objects, so nothing is guessed.
 */
final class UriText {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final char REPLACEMENT = '\uFFFD';

  private UriText() {}

  /**
   * Decodes a path; a plus sign is a plus sign.
   *
   * @throws S3Exception {@code InvalidURI} for a broken escape or what is not UTF-8
   */
  static String path(String raw) {
    return decode(raw, false);
  }

  /**
   * Decodes a name or a value of a query; a plus sign is a space.
   *
   * @throws S3Exception {@code InvalidURI} for a broken escape or what is not UTF-8
   */
  static String query(String raw) {
    return decode(raw, true);
  }

  /**
   * Encodes as {@code encoding-type=url} does. A space becomes {@code %20} and not a plus sign,
   * because clients disagree about what a plus sign means.
   */
  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
      }
    }
    return out.toString();
  }

  private static String decode(String raw, boolean plusIsSpace) {
    // The HTTP parser puts this character where raw bytes were not UTF-8: the real name is lost.
    if (raw.indexOf(REPLACEMENT) >= 0) {
      throw new S3Exception(S3ErrorCode.INVALID_URI);
    }
    boolean literal = raw.indexOf('%') < 0 && !(plusIsSpace && raw.indexOf('+') >= 0);
    if (literal) {
      return raw;
    }
    try {
      ByteBuffer in = UTF_8.newEncoder().encode(CharBuffer.wrap(raw));
      ByteBuffer out = ByteBuffer.allocate(in.remaining());
      while (in.hasRemaining()) {
        byte b = in.get();
        if (b == '%') {
          out.put(escaped(in));
        } else {
          out.put(b == '+' && plusIsSpace ? (byte) ' ' : b);
        }
      }
      return UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new S3Exception(S3ErrorCode.INVALID_URI);
    }
  }

  private static byte escaped(ByteBuffer in) {
    if (in.remaining() < 2) {
      throw new S3Exception(S3ErrorCode.INVALID_URI);
    }
    byte high = in.get();
    byte low = in.get();
    if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
      throw new S3Exception(S3ErrorCode.INVALID_URI);
    }
    return (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
  }
}
