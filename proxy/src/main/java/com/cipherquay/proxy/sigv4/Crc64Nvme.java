package com.cipherquay.proxy.sigv4;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME (NVM Express NVM Command Set Specification, section 5.2.1.3.4): reflected, polynomial
 * 0xAD93D23594C93659, all ones at start and end. Two words of eight bytes are folded at a time
 * through sixteen tables; no library for Java does it without native code.
 */
final class Crc64Nvme implements Checksum {

  private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final int STRIDE = 16;
  private static final long[] TABLES = tables();
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long crc = -1;

  @Override
  public void update(int b) {
    crc = TABLES[(int) (crc ^ b) & 0xFF] ^ (crc >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long folded = crc;
    int end = offset + length;
    int at = offset;
    for (; at + STRIDE <= end; at += STRIDE) {
      folded =
          fold((long) WORD.get(bytes, at) ^ folded, 8) ^ fold((long) WORD.get(bytes, at + 8), 0);
    }
    for (; at < end; at++) {
      folded = TABLES[(int) (folded ^ bytes[at]) & 0xFF] ^ (folded >>> 8);
    }
    crc = folded;
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1;
  }

  /** Folds a word whose last byte is followed by this many more bytes. */
  private static long fold(long word, int following) {
    int table = following << 8;
    return TABLES[table + 0x700 + (int) (word & 0xFF)]
        ^ TABLES[table + 0x600 + (int) (word >>> 8 & 0xFF)]
        ^ TABLES[table + 0x500 + (int) (word >>> 16 & 0xFF)]
        ^ TABLES[table + 0x400 + (int) (word >>> 24 & 0xFF)]
        ^ TABLES[table + 0x300 + (int) (word >>> 32 & 0xFF)]
        ^ TABLES[table + 0x200 + (int) (word >>> 40 & 0xFF)]
        ^ TABLES[table + 0x100 + (int) (word >>> 48 & 0xFF)]
        ^ TABLES[table + (int) (word >>> 56)];
  }

  /** Table {@code k} holds what a byte contributes that is followed by {@code k} zero bytes. */
  private static long[] tables() {
    long[] tables = new long[STRIDE * 256];
    for (int b = 0; b < 256; b++) {
      long value = b;
      for (int bit = 0; bit < 8; bit++) {
        value = (value >>> 1) ^ ((value & 1) * REFLECTED_POLYNOMIAL);
      }
      tables[b] = value;
    }
    for (int i = 256; i < tables.length; i++) {
      long before = tables[i - 256];
      tables[i] = tables[(int) before & 0xFF] ^ (before >>> 8);
    }
    return tables;
  }
}
