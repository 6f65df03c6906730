package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.tests.CanarySearch;
import java.util.Random;

/**
 * A text that stands in everything that must not come to the store: one search finds them all, so
 * that looking costs no more the longer a campaign lasts.
 */
final class Canary {

  /** What bodies consist of: 8 digits of the write, the text, 8 digits of the place. */
  private static final int RECORD = 32;

  private final String text;
  private final CanarySearch search;

  Canary(long seed) {
    this.text = "canary" + "%010x".formatted(new Random(seed).nextLong() & 0xffffffffffL);
    this.search = new CanarySearch(text);
  }

  /** 16 lower-case letters and digits. */
  String text() {
    return text;
  }

  CanarySearch search() {
    return search;
  }

  /** Some bytes of the endless body that belongs to a number; no two bodies are alike anywhere. */
  byte[] body(int number, int from, int length) {
    byte[] body = new byte[length];
    String mixed = "%08x".formatted(Integer.reverse(number) ^ number);
    byte[] line = (mixed + text + "00000000").getBytes(US_ASCII);
    int at = from;
    while (at < from + length) {
      int column = at % RECORD;
      place(line, at / RECORD);
      int count = Math.min(RECORD - column, from + length - at);
      System.arraycopy(line, column, body, at - from, count);
      at += count;
    }
    return body;
  }

  private static void place(byte[] line, int place) {
    for (int i = 0; i < 8; i++) {
      line[RECORD - 1 - i] = (byte) "0123456789abcdef".charAt(place >> (4 * i) & 0xf);
    }
  }
}
