package com.cipherquay.tests.hostile;

/** Bytes that nobody changes. */
final class Blob {

  static final Blob EMPTY = new Blob(new byte[0]);

  private final byte[] bytes;

  /** Takes the array over. */
  Blob(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
