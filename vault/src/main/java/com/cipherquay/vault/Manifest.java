package com.cipherquay.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an object consists of (FORMAT.md, "Manifest").
 *
 * @param length the plaintext length of the object in bytes
 * @param checksum the checksum of the object, if one is kept here
 * @param parts 1 to 10000 parts by ascending number, every one but the last of at least 5 MiB
 */
record Manifest(long length, Optional<ManifestChecksum> checksum, List<ManifestPart> parts) {

  /** Manifest bytes without checksums: before the parts, and per part. */
  static final int FIXED = 13;

  static final int PER_PART = 39;

  private static final byte VERSION = 1;

  Manifest {
    parts = List.copyOf(parts);
    int checksumLength = checksum.map(value -> value.value().length()).orElse(0);
    if (parts.isEmpty() || parts.size() > ObjectSize.PARTS_MAXIMUM) {
      throw new IllegalArgumentException("an object has 1 to 10000 parts, not " + parts.size());
    }
    long sum = 0;
    for (int i = 0; i < parts.size(); i++) {
      ManifestPart part = parts.get(i);
      boolean ascending = i == 0 || part.number() > parts.get(i - 1).number();
      boolean longEnough = i == parts.size() - 1 || part.length() >= PartMinimum.bytes();
      if (!ascending || !longEnough || part.checksum().length() != checksumLength) {
        throw new IllegalArgumentException("part " + part.number() + " can not be in a manifest");
      }
      sum += part.length();
    }
    if (sum != length) {
      throw new IllegalArgumentException("parts of " + sum + " bytes, not " + length);
    }
  }

  /** The checksum of the object as clients see it. */
  Optional<ObjectChecksum> shownChecksum() {
    return checksum.map(
        it -> {
          String suffix = it.composite() ? "-" + parts.size() : "";
          return new ObjectChecksum(it.algorithm(), it.composite(), it.base64() + suffix);
        });
  }

  /** How long a manifest is. */
  static int encodedLength(int parts, int checksumLength) {
    return FIXED + checksumLength + parts * (PER_PART + checksumLength);
  }

  byte[] encode() {
    int checksumLength = checksum.map(value -> value.value().length()).orElse(0);
    ByteBuffer out = ByteBuffer.allocate(encodedLength(parts.size(), checksumLength));
    out.put(VERSION);
    out.put((byte) checksum.map(value -> ChecksumCode.of(value.algorithm())).orElse(0).intValue());
    out.put((byte) (checksum.map(ManifestChecksum::composite).orElse(false) ? 1 : 0));
    out.putLong(length).putShort((short) parts.size());
    checksum.ifPresent(value -> out.put(value.value().bytes()));
    for (ManifestPart part : parts) {
      out.putShort((short) part.number());
      out.put((byte) (part.length() >>> 32)).putInt((int) part.length());
      out.put(part.commitment().bytes()).put(part.checksum().bytes());
    }
    return out.array();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws VaultException {@code CORRUPT} if the bytes are not exactly one manifest
   */
  static Manifest decode(byte[] bytes) throws VaultException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      Manifest manifest = read(in);
      if (!in.hasRemaining()) {
        return manifest;
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new VaultException(VaultFault.CORRUPT, "not a manifest", e);
    }
    throw new VaultException(VaultFault.CORRUPT, "a manifest with something after it");
  }

  private static Manifest read(ByteBuffer in) {
    int version = in.get();
    int algorithm = in.get();
    int composite = in.get();
    if (version != VERSION || composite < 0 || composite > (algorithm == 0 ? 0 : 1)) {
      throw new IllegalArgumentException("not a manifest of a known version");
    }
    long length = in.getLong();
    int count = Short.toUnsignedInt(in.getShort());
    Optional<ManifestChecksum> checksum = Optional.empty();
    if (algorithm != 0) {
      ChecksumAlgorithm known = ChecksumCode.algorithm(algorithm);
      Octets value = Octets.read(in, known.length());
      checksum = Optional.of(new ManifestChecksum(known, composite == 1, value));
    }
    int checksumLength = checksum.map(value -> value.value().length()).orElse(0);
    List<ManifestPart> parts = new ArrayList<>(Math.min(count, ObjectSize.PARTS_MAXIMUM));
    for (int i = 0; i < count; i++) {
      int number = Short.toUnsignedInt(in.getShort());
      long partLength = Byte.toUnsignedLong(in.get()) << 32 | Integer.toUnsignedLong(in.getInt());
      Octets commitment = Octets.read(in, 32);
      parts.add(new ManifestPart(number, partLength, commitment, Octets.read(in, checksumLength)));
    }
    return new Manifest(length, checksum, parts);
  }
}
