package com.cipherquay.store;

import java.util.Arrays;

/** The opaque metadata bytes that a store keeps beside a body and returns unchanged; immutable. */
public final class StoredMetadata {

  /**
   * No metadata: what an object has that was not written through a vault, or whose metadata a tool
   * dropped.
   */
  public static final StoredMetadata NONE = new StoredMetadata(new byte[0]);

  private final byte[] bytes;

  private StoredMetadata(byte[] bytes) {
    this.bytes = bytes;
  }

  public static StoredMetadata of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new StoredMetadata(bytes.clone());
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredMetadata that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "StoredMetadata[" + bytes.length + " bytes]";
  }
}
