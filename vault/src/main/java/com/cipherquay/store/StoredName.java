package com.cipherquay.store;

/**
 * The name of an object as the store knows it: the ciphertext of an object key, or a reserved name.
 *
 * <p>Printable ASCII without space, 1 to 1024 bytes, so that byte order, UTF-16 order and every
 * upstream's order agree.
 *
 * @param value the name, components separated by {@code /}
 */
public record StoredName(String value) implements Comparable<StoredName> {

  /** The longest stored name in bytes, which is the limit of S3 for an object key. */
  public static final int MAX_BYTES = 1024;

  public StoredName {
    if (value.isEmpty() || value.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a stored name has 1 to 1024 bytes, not " + value.length());
    }
    if (!value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("a stored name is printable ASCII without space");
    }
  }

  @Override
  public int compareTo(StoredName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
