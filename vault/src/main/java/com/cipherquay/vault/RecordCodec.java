package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The binary form of an {@link ObjectRecord}: one encoding per value, padded so that its length
 * says little (FORMAT.md, "Metadata").
 */
final class RecordCodec {

  /** Records are padded to a multiple of this. */
  static final int BLOCK = 256;

  /** The greatest padded length; sealed and in base64 it stays under the 2 KB of S3. */
  static final int MAX_LENGTH = 1280;

  private static final byte VERSION = 1;
  private static final int SINGLE_PUT = 1;
  private static final int CHECKSUM_IN_TRAILER = 2;
  private static final int FIXED = 1 + 1 + 8 + SegmentCipher.HEADER + 8;

  private static final byte END = 0;
  private static final byte HEADER = 1;
  private static final byte USER = 2;
  private static final byte CHECKSUM = 3;

  private static final List<StandardHeader> HEADERS = List.of(StandardHeader.values());

  private RecordCodec() {}

  /**
   * @throws VaultException {@code METADATA_TOO_LARGE}
   */
  static byte[] encode(ObjectRecord value) throws VaultException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(BLOCK);
    int flags =
        (value.single().isPresent() ? SINGLE_PUT : 0)
            | (value.checksumInTrailer() ? CHECKSUM_IN_TRAILER : 0);
    ByteBuffer fixed = ByteBuffer.allocate(FIXED).put(VERSION).put((byte) flags);
    value.single().ifPresent(s -> fixed.putLong(s.length()).put(s.segmentHeader().bytes()));
    fixed.putLong(value.writtenAt());
    out.write(fixed.array(), 0, fixed.position());
    for (byte[] entry : entries(value.metadata())) {
      out.writeBytes(entry);
    }
    out.write(END);
    int padded = (out.size() + BLOCK - 1) / BLOCK * BLOCK;
    if (padded > MAX_LENGTH) {
      throw new VaultException(VaultFault.METADATA_TOO_LARGE, out.size() + " bytes of metadata");
    }
    return Arrays.copyOf(out.toByteArray(), padded);
  }

  private static List<byte[]> entries(ObjectMetadata metadata) throws VaultException {
    List<byte[]> entries = new ArrayList<>();
    for (Map.Entry<StandardHeader, String> header : metadata.headers().entrySet()) {
      entries.add(
          entry(HEADER, HEADERS.indexOf(header.getKey()), header.getValue().getBytes(UTF_8)));
    }
    for (Map.Entry<String, String> user : metadata.user().entrySet()) {
      byte[] name = user.getKey().getBytes(UTF_8);
      byte[] text = user.getValue().getBytes(UTF_8);
      byte[] both = ByteBuffer.allocate(name.length + text.length).put(name).put(text).array();
      entries.add(entry(USER, name.length, both));
    }
    for (Map.Entry<ChecksumAlgorithm, String> sum : metadata.checksums().entrySet()) {
      byte[] raw = Base64.getDecoder().decode(sum.getValue());
      if (raw.length != sum.getKey().length()) {
        throw new IllegalArgumentException("a " + sum.getKey() + " of " + raw.length + " bytes");
      }
      entries.add(entry(CHECKSUM, ChecksumCode.of(sum.getKey()), raw));
    }
    entries.sort(Arrays::compareUnsigned);
    return entries;
  }

  /** An entry whose payload begins with one byte. */
  private static byte[] entry(byte kind, int first, byte[] rest) throws VaultException {
    if (first > 0xff || rest.length > MAX_LENGTH) {
      throw new VaultException(VaultFault.METADATA_TOO_LARGE, rest.length + " bytes in one entry");
    }
    return ByteBuffer.allocate(4 + rest.length)
        .put(kind)
        .putShort((short) (1 + rest.length))
        .put((byte) first)
        .put(rest)
        .array();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws VaultException {@code CORRUPT} if the bytes are not the one encoding of a record
   */
  static ObjectRecord decode(byte[] bytes) throws VaultException {
    try {
      ObjectRecord value = read(ByteBuffer.wrap(bytes));
      // Encoding again decides order, padding, duplicates and malformed UTF-8 all at once.
      if (Arrays.equals(encode(value), bytes)) {
        return value;
      }
    } catch (BufferUnderflowException | IllegalArgumentException | VaultException e) {
      throw new VaultException(VaultFault.CORRUPT, "not a metadata record", e);
    }
    throw new VaultException(VaultFault.CORRUPT, "a metadata record in another encoding");
  }

  private static ObjectRecord read(ByteBuffer in) {
    int version = in.get();
    int flags = in.get();
    if (version != VERSION || (flags & ~(SINGLE_PUT | CHECKSUM_IN_TRAILER)) != 0) {
      throw new IllegalArgumentException("not a record of a known version");
    }
    Optional<ObjectRecord.SinglePut> single = Optional.empty();
    if ((flags & SINGLE_PUT) != 0) {
      long length = in.getLong();
      Octets segmentHeader = Octets.read(in, SegmentCipher.HEADER);
      single = Optional.of(new ObjectRecord.SinglePut(length, segmentHeader));
    }
    long writtenAt = in.getLong();
    boolean checksumInTrailer = (flags & CHECKSUM_IN_TRAILER) != 0;
    return new ObjectRecord(single, checksumInTrailer, writtenAt, readEntries(in));
  }

  private static ObjectMetadata readEntries(ByteBuffer in) {
    Map<StandardHeader, String> headers = new EnumMap<>(StandardHeader.class);
    Map<String, String> user = new HashMap<>();
    Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
    for (byte kind = in.get(); kind != END; kind = in.get()) {
      ByteBuffer payload =
          ByteBuffer.wrap(Octets.read(in, Short.toUnsignedInt(in.getShort())).bytes());
      int first = Byte.toUnsignedInt(payload.get());
      if (kind == HEADER) {
        headers.put(header(first), rest(payload));
      } else if (kind == USER) {
        String name = new String(Octets.read(payload, first).bytes(), UTF_8);
        user.put(name, rest(payload));
      } else if (kind == CHECKSUM) {
        byte[] raw = Octets.read(payload, payload.remaining()).bytes();
        checksums.put(ChecksumCode.algorithm(first), Base64.getEncoder().encodeToString(raw));
      } else {
        throw new IllegalArgumentException("no entry of kind " + kind);
      }
    }
    return new ObjectMetadata(headers, user, checksums);
  }

  private static StandardHeader header(int ordinal) {
    if (ordinal >= HEADERS.size()) {
      throw new IllegalArgumentException("no header " + ordinal);
    }
    return HEADERS.get(ordinal);
  }

  private static String rest(ByteBuffer payload) {
    return new String(Octets.read(payload, payload.remaining()).bytes(), UTF_8);
  }
}
