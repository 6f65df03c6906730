package com.cipherquay.vault;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import com.google.crypto.tink.subtle.Random;
import java.util.Optional;

/** The random key of one write of an object, and what is derived from it. Thread-safe. */
final class DataKey {

  private static final byte[] NO_INPUT = new byte[0];

  private final byte[] raw;
  private final DerivedKey key;

  /** The two ciphers that every read needs: making one costs more than using it. */
  private final LastCipher trailer = new LastCipher(KeyType.TRAILER);

  private final LastCipher metadata = new LastCipher(KeyType.METADATA);

  private DataKey(byte[] raw) {
    this.raw = raw;
    this.key = DerivedKey.of(raw);
  }

  static DataKey random() {
    return new DataKey(Random.randBytes(DerivedKey.LENGTH));
  }

  /** The key just unwrapped; 32 bytes. */
  static DataKey of(byte[] raw) {
    return new DataKey(raw.clone());
  }

  /** The bytes that are wrapped. */
  byte[] raw() {
    return raw.clone();
  }

  /** The input key of the segment cipher. */
  byte[] segments() {
    return key.bytes(KeyType.SEGMENTS, NO_INPUT, DerivedKey.LENGTH);
  }

  /** The commitment of this key to the header fields before it. */
  Octets commitment(byte[] fields) {
    return Octets.of(key.bytes(KeyType.COMMITMENT, fields, DerivedKey.LENGTH));
  }

  Siv trailer(WriteId id) {
    return trailer.of(id);
  }

  /** The cipher of the record of an upload. */
  Siv upload(WriteId id) {
    return cipher(KeyType.UPLOAD, id);
  }

  /** The cipher of the tokens of an upload's parts. */
  Siv partToken(WriteId id) {
    return cipher(KeyType.PART_TOKEN, id);
  }

  Siv metadata(WriteId id) {
    return metadata.of(id);
  }

  private Siv cipher(KeyType type, WriteId id) {
    return Siv.of(key.bytes(type, id.bytes(), DerivedKey.SIV_LENGTH));
  }

  /** The cipher of one type for the write that it was last asked for. */
  private final class LastCipher {

    private record Made(WriteId id, Siv cipher) {}

    private final KeyType type;
    private volatile Optional<Made> last = Optional.empty();

    LastCipher(KeyType type) {
      this.type = type;
    }

    Siv of(WriteId id) {
      Optional<Made> known = last.filter(made -> made.id().equals(id));
      Made made = known.orElseGet(() -> new Made(id, cipher(type, id)));
      if (known.isEmpty()) {
        last = Optional.of(made);
      }
      return made.cipher();
    }
  }
}
