package com.cipherquay.fuzz;

import java.util.Arrays;
import java.util.HexFormat;

/** What has to hold for every input. */
public final class Claim {

  private Claim() {}

  /**
   * Something holds.
   *
   * @param otherwise what is wrong if it does not hold
   */
  public static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Two values are equal: mostly what was parsed, and what was parsed of its written form. */
  public static void same(Object expected, Object actual) {
    that(expected.equals(actual), "expected " + expected + " but found " + actual);
  }

  /** Two arrays hold the same bytes. */
  public static void same(byte[] expected, byte[] actual) {
    that(
        Arrays.equals(expected, actual), "expected " + hex(expected) + " but found " + hex(actual));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
