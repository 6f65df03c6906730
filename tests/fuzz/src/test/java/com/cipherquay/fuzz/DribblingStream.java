package com.cipherquay.fuzz;

import java.io.ByteArrayInputStream;

/** A connection on which bytes arrive in small pieces: 1, 2, 3, ... 7, 1, 2, ... */
public final class DribblingStream extends ByteArrayInputStream {

  private static final int LONGEST = 7;

  private int piece;

  public DribblingStream(byte[] bytes) {
    super(bytes);
  }

  @Override
  public synchronized int read(byte[] buffer, int offset, int length) {
    piece = piece % LONGEST + 1;
    return super.read(buffer, offset, Math.min(length, piece));
  }
}
