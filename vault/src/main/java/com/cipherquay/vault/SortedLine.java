package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.store.StorageClass;
import com.cipherquay.vault.ListPage.ListedObject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * One line of a sorted directory, in the bytes in which it is sorted, kept and spilled: an object,
 * or a directory, whose name ends in {@code /}. Its name is what follows the path of the directory
 * in which it is. Ordered by name as S3 orders keys, so that a directory stands where the keys in
 * it do. Immutable.
 *
 * <pre>
 * u32 length of the whole || u16 length of the name || name
 *   || for an object: u64 length || u64 seconds || u32 nanoseconds
 *      || u16 length of the storage class || storage class || entity tag
 * </pre>
 */
final class SortedLine implements Comparable<SortedLine> {

  /** About what a line takes in memory beside its bytes. */
  static final int OVERHEAD = 64;

  private static final int NAME = 6;
  private static final int FACTS = 22;

  private final byte[] bytes;
  private final int start;

  private SortedLine(byte[] bytes, int start) {
    this.bytes = bytes;
    this.start = start;
  }

  /** The line at a place in a block of lines. */
  static SortedLine at(byte[] block, int start) {
    return new SortedLine(block, start);
  }

  /**
   * A directory.
   *
   * @param name ends in {@code /}
   */
  static SortedLine ofDirectory(String name) {
    byte[] utf8 = name.getBytes(UTF_8);
    byte[] line = new byte[NAME + utf8.length];
    putName(ByteBuffer.wrap(line), utf8);
    return new SortedLine(line, 0);
  }

  /**
   * An object.
   *
   * @param parent the path of the directory, with which the object's key begins
   */
  static SortedLine ofObject(String parent, ListedObject object) {
    byte[] name = object.key().value().substring(parent.length()).getBytes(UTF_8);
    byte[] kept = object.storageClass().name().getBytes(UTF_8);
    byte[] etag = object.etag().getBytes(UTF_8);
    byte[] line = new byte[NAME + name.length + FACTS + kept.length + etag.length];
    ByteBuffer out = ByteBuffer.wrap(line);
    putName(out, name);
    Instant time = object.lastModified();
    out.putLong(object.length()).putLong(time.getEpochSecond()).putInt(time.getNano());
    out.putShort((short) kept.length).put(kept).put(etag);
    return new SortedLine(line, 0);
  }

  private static void putName(ByteBuffer line, byte[] name) {
    line.putInt(line.capacity()).putShort((short) name.length).put(name);
  }

  /** How many bytes it has. */
  int length() {
    return ByteBuffer.wrap(bytes).getInt(start);
  }

  private int nameLength() {
    return ByteBuffer.wrap(bytes).getShort(start + Integer.BYTES) & 0xffff;
  }

  boolean isDirectory() {
    return length() == NAME + nameLength();
  }

  String name() {
    return new String(bytes, start + NAME, nameLength(), UTF_8);
  }

  byte[] nameBytes() {
    return Arrays.copyOfRange(bytes, start + NAME, start + NAME + nameLength());
  }

  /** The object under its key, which is the path of the directory and the name. */
  ListedObject object(String key) {
    ByteBuffer facts = ByteBuffer.wrap(bytes, start + NAME + nameLength(), FACTS);
    long length = facts.getLong();
    Instant lastModified = Instant.ofEpochSecond(facts.getLong(), facts.getInt());
    int kept = facts.getShort() & 0xffff;
    int tag = facts.position() + kept;
    StorageClass storageClass = new StorageClass(new String(bytes, facts.position(), kept, UTF_8));
    String etag = new String(bytes, tag, start + length() - tag, UTF_8);
    return new ListedObject(new ObjectKey(key), etag, length, lastModified, storageClass);
  }

  void writeTo(ByteBuffer block) {
    block.put(bytes, start, length());
  }

  @Override
  public int compareTo(SortedLine other) {
    int from = other.start + NAME;
    return Arrays.compareUnsigned(
        bytes,
        start + NAME,
        start + NAME + nameLength(),
        other.bytes,
        from,
        from + other.nameLength());
  }

  /** Compares the name with any bytes. */
  int compareName(byte[] bound) {
    int from = start + NAME;
    return Arrays.compareUnsigned(bytes, from, from + nameLength(), bound, 0, bound.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SortedLine line && compareTo(line) == 0;
  }

  @Override
  public int hashCode() {
    return name().hashCode();
  }
}
