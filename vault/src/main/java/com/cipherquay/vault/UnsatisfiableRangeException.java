package com.cipherquay.vault;

import java.io.IOException;

/** The range lies outside the object (416); the length is authenticated. */
public final class UnsatisfiableRangeException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long length;

  public UnsatisfiableRangeException(long length) {
    super("range outside an object of " + length + " bytes");
    this.length = length;
  }

  /** The plaintext length of the object in bytes. */
  public long length() {
    return length;
  }
}
