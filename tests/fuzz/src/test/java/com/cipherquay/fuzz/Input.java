package com.cipherquay.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Takes an input apart, piece by piece. What is missing at its end is zero or empty. */
public final class Input {

  private final byte[] bytes;
  private int at;

  public Input(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next byte as one of so many choices; the digit {@code 0} is the first. */
  public int choice(int choices) {
    return at < bytes.length ? Math.floorMod(bytes[at++] - '0', choices) : 0;
  }

  /** The next bytes, or what there is of them. */
  public byte[] take(int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] taken = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return taken;
  }

  /** Exactly so many bytes. */
  public byte[] exactly(int length) {
    return Arrays.copyOf(take(length), length);
  }

  /** The next line, without its end, one char per byte. */
  public String line() {
    int start = at;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    String line = new String(bytes, start, at - start, ISO_8859_1);
    at = Math.min(bytes.length, at + 1);
    return line;
  }

  /** The next line as UTF-8, where what is none has become a replacement character. */
  public String unicodeLine() {
    return new String(line().getBytes(ISO_8859_1), UTF_8);
  }

  public boolean isEmpty() {
    return at == bytes.length;
  }

  /** All that is left. */
  public byte[] rest() {
    return take(bytes.length - at);
  }

  /** All that is left as UTF-8. */
  public String unicode() {
    return new String(rest(), UTF_8);
  }
}
