package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals the documents of one kind of one bucket (FORMAT.md, "Bucket documents"), padded so that
 * their size shows little. Thread-safe.
 */
final class DocumentSeal {

  /** The longest contents in bytes. */
  static final int MAX_CONTENTS = (128 << 10) - Integer.BYTES;

  /** The longest stored document in bytes. */
  static final int MAX_STORED = 1 + Siv.OVERHEAD + (128 << 10);

  private static final byte VERSION = 1;
  private static final int LEAST = 1024;
  private static final byte[] NOTHING = {};
  private static final byte[] LABEL = "cipherquay/1 bucket document".getBytes(US_ASCII);

  private final Siv cipher;
  private final byte[] context;

  private DocumentSeal(Siv cipher, byte[] context) {
    this.cipher = cipher;
    this.context = context;
  }

  static DocumentSeal of(PathKeys keys, DocumentKind kind) {
    DerivedKey names = keys.bucketNames();
    Siv cipher = Siv.of(names.bytes(KeyType.BUCKET_DOCUMENT, NOTHING, DerivedKey.SIV_LENGTH));
    byte[] vaultId = keys.bucketVaultId();
    byte[] bucket = keys.bucket().getBytes(UTF_8);
    byte[] word = kind.word().getBytes(UTF_8);
    int length = LABEL.length + vaultId.length + 2 * Integer.BYTES + bucket.length + word.length;
    byte[] context =
        ByteBuffer.allocate(length)
            .put(LABEL)
            .put(vaultId)
            .putInt(bucket.length)
            .put(bucket)
            .putInt(word.length)
            .put(word)
            .array();
    return new DocumentSeal(cipher, context);
  }

  /**
   * The stored form.
   *
   * @param contents at most {@link #MAX_CONTENTS} bytes
   */
  byte[] seal(byte[] contents) {
    if (contents.length > MAX_CONTENTS) {
      throw new IllegalArgumentException("a document of " + contents.length + " bytes");
    }
    byte[] padded =
        ByteBuffer.allocate(padded(contents.length)).putInt(contents.length).put(contents).array();
    byte[] sealed = cipher.seal(padded, context);
    return ByteBuffer.allocate(1 + sealed.length).put(VERSION).put(sealed).array();
  }

  /** The contents; empty if this is no document of the kind and bucket. */
  Optional<byte[]> open(byte[] stored) {
    if (stored.length == 0 || stored.length > MAX_STORED || stored[0] != VERSION) {
      return Optional.empty();
    }
    return cipher.open(Arrays.copyOfRange(stored, 1, stored.length), context).flatMap(this::unpad);
  }

  private Optional<byte[]> unpad(byte[] padded) {
    if (padded.length < LEAST) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(padded).getInt();
    if (length < 0 || length > MAX_CONTENTS || padded.length != padded(length)) {
      return Optional.empty();
    }
    int end = Integer.BYTES + length;
    for (int i = end; i < padded.length; i++) {
      if (padded[i] != 0) {
        return Optional.empty();
      }
    }
    return Optional.of(Arrays.copyOfRange(padded, Integer.BYTES, end));
  }

  /** The next power of two. */
  private static int padded(int contents) {
    int needed = Integer.BYTES + contents;
    return needed <= LEAST ? LEAST : Integer.highestOneBit(needed - 1) << 1;
  }
}
