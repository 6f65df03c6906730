package com.cipherquay.tests;

import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Bodies that can be made again from their size, and digests of bodies too large to hold. */
public final class Bodies {

  /** Plaintext bytes of a full segment (FORMAT.md). */
  public static final int SEGMENT = 65_520;

  private Bodies() {}

  /** Pseudo-random bytes; the same for the same size. */
  public static byte[] of(int size) {
    byte[] body = new byte[size];
    new Random(size).nextBytes(body);
    return body;
  }

  /** The bytes of {@link #of} for a size that no array holds, made while it is read. */
  public static InputStream stream(long size) {
    return new InputStream() {
      private final Random random = new Random(size);
      private final byte[] block = new byte[8192];
      private int position = block.length;
      private long left = size;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (left == 0) {
          return -1;
        }
        if (position == block.length) {
          random.nextBytes(block);
          position = 0;
        }
        int count = (int) Math.min(Math.min(length, block.length - position), left);
        System.arraycopy(block, position, target, offset, count);
        position += count;
        left -= count;
        return count;
      }
    };
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newSha256().digest(bytes));
  }

  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
