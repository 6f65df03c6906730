package com.cipherquay.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The 148 bytes before the segments of a part.
 *
 * <p>Epoch and wrap are those of the object's origin, a copy for recovery: after a server-side copy
 * the authoritative ones stand in the stored metadata.
 *
 * @param number the part number, 1 to 10000
 * @param origin the data key as first wrapped
 * @param segmentHeader the header of the segment cipher
 * @param commitment the commitment of the data key to all fields before
 */
record PartHeader(int number, WrappedKey origin, Octets segmentHeader, Octets commitment) {

  static final int LENGTH = ObjectSize.HEADER;

  /** "CQY", version 1, suite 1, no flags. */
  private static final byte[] MAGIC = {'C', 'Q', 'Y', 1, 1, 0};

  private static final int COMMITMENT_LENGTH = 32;
  private static final int CONTEXT_LENGTH = MAGIC.length + 2 + WriteId.LENGTH;

  /** Makes the header of a part about to be written. */
  static PartHeader commit(DataKey key, int number, WrappedKey origin, Octets segmentHeader) {
    byte[] fields = fields(number, origin, segmentHeader);
    return new PartHeader(number, origin, segmentHeader, key.commitment(fields));
  }

  /**
   * Reads a header that is not yet verified.
   *
   * @throws VaultException {@code CORRUPT} if it is not of this version and suite
   */
  static PartHeader parse(byte[] bytes) throws VaultException {
    if (bytes.length != LENGTH || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new VaultException(VaultFault.CORRUPT, "not a part of a known version");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).position(MAGIC.length);
    int number = Short.toUnsignedInt(in.getShort());
    WriteId id = new WriteId(Octets.read(in, WriteId.LENGTH));
    int epoch = in.getInt();
    WrappedKey origin = new WrappedKey(epoch, id, Octets.read(in, WrappedKey.WRAP_LENGTH));
    Octets segmentHeader = Octets.read(in, SegmentCipher.HEADER);
    return new PartHeader(number, origin, segmentHeader, Octets.read(in, COMMITMENT_LENGTH));
  }

  /**
   * Checks that this is the header that the data key was committed to, for this part.
   *
   * @throws VaultException {@code CORRUPT}
   */
  void verify(DataKey key, int expectedNumber, WriteId expectedId) throws VaultException {
    if (!isCommittedTo(key) || number != expectedNumber || !origin.writeId().equals(expectedId)) {
      String message = "part " + expectedNumber + " has the header of something else";
      throw new VaultException(VaultFault.CORRUPT, message);
    }
  }

  private boolean isCommittedTo(DataKey key) {
    return commitment.equals(key.commitment(fields(number, origin, segmentHeader)));
  }

  byte[] bytes() {
    byte[] fields = fields(number, origin, segmentHeader);
    return ByteBuffer.allocate(LENGTH).put(fields).put(commitment.bytes()).array();
  }

  /** The associated data of the segments: the header through the write id. */
  static byte[] segmentContext(int number, WriteId id) {
    return ByteBuffer.allocate(CONTEXT_LENGTH)
        .put(MAGIC)
        .putShort((short) number)
        .put(id.bytes())
        .array();
  }

  private static byte[] fields(int number, WrappedKey origin, Octets segmentHeader) {
    return ByteBuffer.allocate(LENGTH - COMMITMENT_LENGTH)
        .put(segmentContext(number, origin.writeId()))
        .putInt(origin.epoch())
        .put(origin.wrap().bytes())
        .put(segmentHeader.bytes())
        .array();
  }
}
