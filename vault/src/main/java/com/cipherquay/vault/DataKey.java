package com.cipherquay.vault;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import com.google.crypto.tink.subtle.Random;

/** The random key of one write of an object, and what is derived from it. Immutable. */
final class DataKey {

  private static final byte[] NO_INPUT = new byte[0];

  private final byte[] raw;
  private final DerivedKey key;

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
    return Siv.of(key.bytes(KeyType.TRAILER, id.bytes(), DerivedKey.SIV_LENGTH));
  }

  /** The cipher of the record of an upload. */
  Siv upload(WriteId id) {
    return Siv.of(key.bytes(KeyType.UPLOAD, id.bytes(), DerivedKey.SIV_LENGTH));
  }

  /** The cipher of the tokens of an upload's parts. */
  Siv partToken(WriteId id) {
    return Siv.of(key.bytes(KeyType.PART_TOKEN, id.bytes(), DerivedKey.SIV_LENGTH));
  }

  Siv metadata(WriteId id) {
    return Siv.of(key.bytes(KeyType.METADATA, id.bytes(), DerivedKey.SIV_LENGTH));
  }
}
