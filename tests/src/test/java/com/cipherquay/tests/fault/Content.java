package com.cipherquay.tests.fault;

import java.util.Arrays;
import java.util.Random;

/**
 * What an object holds: bytes that can be made again, and metadata that says from what.
 *
 * @param number no two contents of a run have the same
 * @param size in bytes
 */
record Content(long number, int size) {

  /** The least that S3 takes of a part that is not the last. */
  static final int PART = 5 << 20;

  byte[] bytes() {
    byte[] bytes = new byte[size];
    new Random(number).nextBytes(bytes);
    return bytes;
  }

  /** How many parts it has, uploaded in parts. */
  int parts() {
    return Math.max(1, (size + PART - 1) / PART);
  }

  /**
   * One of its parts.
   *
   * @param part from 1 on
   */
  byte[] part(int part) {
    return Arrays.copyOfRange(bytes(), (part - 1) * PART, Math.min(size, part * PART));
  }

  /** What its user metadata says. */
  String label() {
    return number + "-" + size;
  }
}
