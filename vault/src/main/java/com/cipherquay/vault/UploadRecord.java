package com.cipherquay.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What is kept in the store of an upload, so that any process that has the keys can go on with it:
 * the wrapped data key, and the rest sealed under it and bound to path and upload.
 *
 * @param wrapped the data key, as it lies in the object's metadata too
 * @param sealed the sealed contents
 */
record UploadRecord(WrappedKey wrapped, Octets sealed) {

  private static final byte VERSION = 1;
  private static final int CONTENTS = 1 + 1 + 8;

  /** The length of every record in bytes. */
  static final int LENGTH = 1 + WrappedKey.LENGTH + Siv.OVERHEAD + CONTENTS;

  /**
   * What is sealed.
   *
   * @param checksum what the parts will carry
   * @param createdAt milliseconds since 1970 by the writer's clock
   */
  record Contents(Optional<UploadChecksum> checksum, long createdAt) {

    private byte[] encode() {
      int algorithm = checksum.map(it -> ChecksumCode.of(it.algorithm())).orElse(0);
      boolean composite = checksum.map(UploadChecksum::composite).orElse(false);
      return ByteBuffer.allocate(CONTENTS)
          .put((byte) algorithm)
          .put((byte) (composite ? 1 : 0))
          .putLong(createdAt)
          .array();
    }

    private static Contents decode(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int algorithm = in.get();
      int composite = in.get();
      if (bytes.length != CONTENTS || composite < 0 || composite > (algorithm == 0 ? 0 : 1)) {
        throw new IllegalArgumentException("not the record of an upload");
      }
      Optional<UploadChecksum> checksum =
          algorithm == 0
              ? Optional.empty()
              : Optional.of(new UploadChecksum(ChecksumCode.algorithm(algorithm), composite == 1));
      return new Contents(checksum, in.getLong());
    }
  }

  static UploadRecord seal(DataKey key, WrappedKey wrapped, byte[] context, Contents contents) {
    byte[] sealed = key.upload(wrapped.writeId()).seal(contents.encode(), context);
    return new UploadRecord(wrapped, Octets.of(sealed));
  }

  /** The record in these bytes, not yet opened; empty if they are not one. */
  static Optional<UploadRecord> parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length != LENGTH || in.get() != VERSION) {
      return Optional.empty();
    }
    WrappedKey wrapped = WrappedKey.read(in);
    return Optional.of(new UploadRecord(wrapped, Octets.read(in, in.remaining())));
  }

  /** The contents; empty if they were not sealed with this key for this upload. */
  Optional<Contents> open(DataKey key, byte[] context) {
    try {
      return key.upload(wrapped.writeId()).open(sealed.bytes(), context).map(Contents::decode);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH).put(VERSION);
    wrapped.write(out);
    return out.put(sealed.bytes()).array();
  }
}
