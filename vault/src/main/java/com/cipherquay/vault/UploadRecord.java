package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.store.StoredLock;
import com.cipherquay.store.StoredTags;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
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
  private static final int FIXED_CONTENTS = 1 + 1 + 8;
  private static final int MOST_TAGS = StoredTags.MOST * (128 + 256 + 2) - 1;
  private static final int COMPOSITE = 1;
  private static final int LOCKED = 2;
  private static final int ENDS = 4;

  /** The length of a record without tags in bytes. */
  private static final int LEAST = 1 + WrappedKey.LENGTH + Siv.OVERHEAD + FIXED_CONTENTS;

  /**
   * The longest record in bytes: a lock, an end, ten tags of 128 and 256 characters, and the signs
   * between.
   */
  static final int MOST = LEAST + LockCode.LENGTH + Long.BYTES + MOST_TAGS;

  /**
   * What is sealed.
   *
   * @param checksum what the parts will carry
   * @param createdAt milliseconds since 1970 by the writer's clock
   * @param tags those of the object, as the store is to have them
   * @param lock that of the object
   * @param end when the object ends by itself, as its metadata says
   */
  record Contents(
      Optional<UploadChecksum> checksum,
      long createdAt,
      StoredTags tags,
      StoredLock lock,
      Optional<Instant> end) {

    private byte[] encode() {
      int algorithm = checksum.map(it -> ChecksumCode.of(it.algorithm())).orElse(0);
      boolean composite = checksum.map(UploadChecksum::composite).orElse(false);
      byte[] locked = lock.equals(StoredLock.NONE) ? new byte[0] : LockCode.encode(lock);
      byte[] encoded = tags.encoded().getBytes(US_ASCII);
      int flags =
          (composite ? COMPOSITE : 0)
              | (locked.length > 0 ? LOCKED : 0)
              | (end.isPresent() ? ENDS : 0);
      int endLength = end.isPresent() ? Long.BYTES : 0;
      ByteBuffer out =
          ByteBuffer.allocate(FIXED_CONTENTS + locked.length + endLength + encoded.length)
              .put((byte) algorithm)
              .put((byte) flags)
              .putLong(createdAt)
              .put(locked);
      end.ifPresent(at -> out.putLong(at.toEpochMilli()));
      return out.put(encoded).array();
    }

    private static Contents decode(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int algorithm = in.get();
      int flags = in.get();
      int composite = flags & COMPOSITE;
      if ((flags & ~(COMPOSITE | LOCKED | ENDS)) != 0 || (algorithm == 0 && composite != 0)) {
        throw new IllegalArgumentException("not the record of an upload");
      }
      Optional<UploadChecksum> checksum =
          algorithm == 0
              ? Optional.empty()
              : Optional.of(new UploadChecksum(ChecksumCode.algorithm(algorithm), composite == 1));
      long createdAt = in.getLong();
      StoredLock lock = (flags & LOCKED) == 0 ? StoredLock.NONE : LockCode.decode(in);
      Optional<Instant> end =
          (flags & ENDS) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(in.getLong()));
      String encoded = new String(Octets.read(in, in.remaining()).bytes(), US_ASCII);
      StoredTags tags = StoredTags.decode(encoded);
      if (encoded.length() > MOST_TAGS || !tags.encoded().equals(encoded)) {
        throw new IllegalArgumentException("tags in another encoding");
      }
      return new Contents(checksum, createdAt, tags, lock, end);
    }
  }

  static UploadRecord seal(DataKey key, WrappedKey wrapped, byte[] context, Contents contents) {
    byte[] sealed = key.upload(wrapped.writeId()).seal(contents.encode(), context);
    return new UploadRecord(wrapped, Octets.of(sealed));
  }

  /** The record in these bytes, not yet opened; empty if they are not one. */
  static Optional<UploadRecord> parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < LEAST || bytes.length > MOST || in.get() != VERSION) {
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
    int length = 1 + WrappedKey.LENGTH + sealed.length();
    ByteBuffer out = ByteBuffer.allocate(length).put(VERSION);
    wrapped.write(out);
    return out.put(sealed.bytes()).array();
  }
}
