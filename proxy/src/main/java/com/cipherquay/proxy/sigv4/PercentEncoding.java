package com.cipherquay.proxy.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The percent-encoding of the canonical request (AWS, "Create a signed AWS API request",
 * UriEncode): every byte but the unreserved characters of RFC 3986 as {@code %XY} in upper case.
 *
 * <p>Text from the wire is decoded once and encoded once, so that a client may send {@code (} and
 * sign {@code %28}, or send {@code %7E} and sign {@code ~}, as S3 allows. Nothing is normalised
 * beyond that: {@code //}, {@code .} and {@code ..} are parts of object keys.
 */
public final class PercentEncoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /** A path; its slashes stay. */
  static void appendPath(StringBuilder out, String raw) {
    append(out, raw, true);
  }

  /** The name or the value of a query parameter; a plus sign is a space, as in HTML forms. */
  static void appendQuery(StringBuilder out, String raw) {
    append(out, raw, false);
  }

  /** A value that is not encoded at all yet. */
  public static String encode(String plain) {
    StringBuilder out = new StringBuilder(plain.length() + 16);
    for (byte b : plain.getBytes(StandardCharsets.UTF_8)) {
      appendByte(out, b & 0xFF, false);
    }
    return out.toString();
  }

  /** What a query name or value says. */
  public static String decodeQuery(String raw) {
    if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
      return raw;
    }
    byte[] bytes = new byte[raw.length() * 3];
    int length = 0;
    for (int i = 0; i < raw.length(); ) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) escaped(raw, i);
        i += 3;
      } else {
        int end = Character.isHighSurrogate(c) ? Math.min(i + 2, raw.length()) : i + 1;
        byte[] utf8 = raw.substring(i, end).getBytes(StandardCharsets.UTF_8);
        for (byte b : utf8) {
          bytes[length++] = b == '+' ? (byte) ' ' : b;
        }
        i = end;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder out, String raw, boolean path) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        appendByte(out, escaped(raw, i), path);
        i += 2;
      } else if (c == '+' && !path) {
        out.append("%20");
      } else if (c < 0x80) {
        appendByte(out, c, path);
      } else {
        i += appendNonAscii(out, raw, i);
      }
    }
  }

  private static int appendNonAscii(StringBuilder out, String raw, int at) {
    int codePoint = raw.codePointAt(at);
    if (Character.getType(codePoint) == Character.SURROGATE) {
      throw new SignatureException(SignatureFault.INVALID_URI, "an unpaired surrogate");
    }
    String character = Character.toString(codePoint);
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      appendByte(out, b & 0xFF, false);
    }
    return character.length() - 1;
  }

  private static int escaped(String raw, int at) {
    if (at + 2 >= raw.length()
        || !HexFormat.isHexDigit(raw.charAt(at + 1))
        || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
      throw new SignatureException(
          SignatureFault.INVALID_URI, "a percent sign without two hex digits");
    }
    return HexFormat.fromHexDigits(raw, at + 1, at + 3);
  }

  private static void appendByte(StringBuilder out, int b, boolean path) {
    if (isUnreserved(b) || (path && b == '/')) {
      out.append((char) b);
    } else {
      out.append('%').append(HEX[b >> 4]).append(HEX[b & 0xF]);
    }
  }

  private static boolean isUnreserved(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }
}
