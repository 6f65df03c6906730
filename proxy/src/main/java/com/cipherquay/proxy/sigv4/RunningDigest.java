package com.cipherquay.proxy.sigv4;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.Checksum;

/** A digest or checksum that is being computed while bytes go by. */
interface RunningDigest {

  void update(byte[] bytes, int offset, int length);

  /** The value, big-endian; ends the computation. */
  byte[] value();

  /** A digest of java.security. */
  static RunningDigest of(MessageDigest digest) {
    return new RunningDigest() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public byte[] value() {
        return digest.digest();
      }
    };
  }

  /** The last bytes of a checksum of java.util.zip. */
  static RunningDigest of(Checksum checksum, int length) {
    return new RunningDigest() {
      @Override
      public void update(byte[] bytes, int offset, int count) {
        checksum.update(bytes, offset, count);
      }

      @Override
      public byte[] value() {
        byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        return Arrays.copyOfRange(all, Long.BYTES - length, Long.BYTES);
      }
    };
  }
}
