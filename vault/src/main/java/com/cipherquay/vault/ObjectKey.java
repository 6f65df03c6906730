package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * The plaintext name of an object, as S3 clients know it: 1 to 1024 bytes of UTF-8, never
 * normalised. Ordered as S3 orders keys, by unsigned UTF-8 bytes.
 *
 * @param value the key; contains no unpaired surrogate
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {

  /** The longest object key in bytes of UTF-8 (AWS, "Naming Amazon S3 objects"). */
  public static final int MAX_BYTES = 1024;

  public ObjectKey {
    int bytes;
    try {
      bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(value)).remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("an object key has no unpaired surrogates", e);
    }
    if (bytes == 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException("an object key has 1 to 1024 bytes, not " + bytes);
    }
  }

  @Override
  public int compareTo(ObjectKey other) {
    return Arrays.compareUnsigned(value.getBytes(UTF_8), other.value.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return value;
  }
}
