package com.cipherquay.store;

/**
 * How a store keeps an object (AWS, "Understanding and managing storage classes").
 *
 * @param name as S3 writes it; a store may have classes that S3 does not know
 */
public record StorageClass(String name) {

  /** What an object has that was not given another. */
  public static final StorageClass STANDARD = new StorageClass("STANDARD");

  public StorageClass {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a storage class has a name");
    }
  }

  /** Whether an object of this class must be restored before it can be read. */
  public boolean isArchive() {
    return name.equals("GLACIER") || name.equals("DEEP_ARCHIVE");
  }

  @Override
  public String toString() {
    return name;
  }
}
