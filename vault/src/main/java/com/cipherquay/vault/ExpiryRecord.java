package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.store.StoredName;
import com.google.crypto.tink.subtle.Random;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A note that one write of an object ends at some time, for the sweep that deletes it then
 * (FORMAT.md, "Expiry").
 *
 * @param at when it ends
 * @param writeId of that write: another one of the same object key is not meant
 */
record ExpiryRecord(Instant at, WriteId writeId, ObjectKey key) {

  /** Of the folders of all records, each for what ends within an hour. */
  static final String ALL = UploadFolder.RESERVED + "expires/";

  /** The longest body of a record in bytes. */
  static final int MOST = 1 + Siv.OVERHEAD + Long.BYTES + WriteId.LENGTH + ObjectKey.MAX_BYTES;

  private static final byte VERSION = 1;
  private static final byte[] FOLDER = {0x01};
  private static final byte BODY = 0x02;
  private static final int ID = 16;
  private static final long SECONDS = 3600;

  /** The hour that a time lies in, counted from 1970. */
  static long hour(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS);
  }

  /** The first time after an hour. */
  static Instant end(long hour) {
    return Instant.ofEpochSecond((hour + 1) * SECONDS);
  }

  /** A name of its own, by which the store can tell nothing but what else ends in that hour. */
  StoredName name(Siv cipher) {
    String folder = Base64Url.encode(cipher.seal(bytes(hour(at)), FOLDER));
    return new StoredName(ALL + folder + "/" + Base64Url.encode(Random.randBytes(ID)));
  }

  private static byte[] bytes(long hour) {
    return ByteBuffer.allocate(Long.BYTES).putLong(hour).array();
  }

  /** The hour of a folder; empty if this vault did not make it. */
  static Optional<Long> hourOf(Siv cipher, String folder) {
    return Base64Url.decode(folder)
        .flatMap(stored -> cipher.open(stored, FOLDER))
        .filter(hour -> hour.length == Long.BYTES)
        .map(hour -> ByteBuffer.wrap(hour).getLong());
  }

  byte[] seal(Siv cipher) {
    byte[] name = key.value().getBytes(UTF_8);
    byte[] contents =
        ByteBuffer.allocate(Long.BYTES + WriteId.LENGTH + name.length)
            .putLong(at.toEpochMilli())
            .put(writeId.bytes())
            .put(name)
            .array();
    byte[] sealed = cipher.seal(contents, context(hour(at)));
    return ByteBuffer.allocate(1 + sealed.length).put(VERSION).put(sealed).array();
  }

  private static byte[] context(long hour) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(BODY).putLong(hour).array();
  }

  /** The record in a body of the folder of an hour; empty if this vault did not make it there. */
  static Optional<ExpiryRecord> open(Siv cipher, long hour, byte[] body) {
    if (body.length < 1 || body[0] != VERSION) {
      return Optional.empty();
    }
    return cipher
        .open(Arrays.copyOfRange(body, 1, body.length), context(hour))
        .flatMap(ExpiryRecord::decode)
        .filter(record -> hour(record.at()) == hour);
  }

  private static Optional<ExpiryRecord> decode(byte[] contents) {
    try {
      ByteBuffer in = ByteBuffer.wrap(contents);
      Instant at = Instant.ofEpochMilli(in.getLong());
      WriteId writeId = new WriteId(Octets.read(in, WriteId.LENGTH));
      String key = UTF_8.newDecoder().decode(in).toString();
      return Optional.of(new ExpiryRecord(at, writeId, new ObjectKey(key)));
    } catch (BufferUnderflowException | CharacterCodingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
