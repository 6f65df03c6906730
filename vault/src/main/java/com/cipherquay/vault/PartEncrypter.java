package com.cipherquay.vault;

import java.nio.ByteBuffer;

/** Encrypts one part: its header, then its segments in order. Not thread-safe. */
final class PartEncrypter {

  private final PartHeader header;
  private final SegmentCipher.Encrypter segments;

  private PartEncrypter(PartHeader header, SegmentCipher.Encrypter segments) {
    this.header = header;
    this.segments = segments;
  }

  static PartEncrypter start(DataKey key, WrappedKey origin, int number) {
    byte[] context = PartHeader.segmentContext(number, origin.writeId());
    SegmentCipher.Encrypter segments = new SegmentCipher.Encrypter(key, context);
    PartHeader header = PartHeader.commit(key, number, origin, segments.header());
    return new PartEncrypter(header, segments);
  }

  PartHeader header() {
    return header;
  }

  /** Encrypts the next segment; the last one is short, all others are full. */
  void segment(ByteBuffer plaintext, ByteBuffer ciphertext) {
    boolean last = plaintext.remaining() < SegmentCipher.PLAINTEXT;
    segments.encrypt(plaintext, last, ciphertext);
  }
}
