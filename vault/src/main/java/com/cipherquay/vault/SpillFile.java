package com.cipherquay.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

/**
 * Blocks in a temporary file. The names in it are what the proxy hides from a disk, so every block
 * is encrypted, under a key that is made for the file and exists in memory alone; and the file has
 * no name from the moment it is opened (on Windows: is deleted when it is closed), so that not even
 * a killed process leaves it behind.
 */
final class SpillFile implements Blocks {

  private static final int KEY_BYTES = 32;

  private final FileChannel file;
  private final AesGcmJce cipher;
  // Where each block ends.
  private long[] ends = new long[16];
  private int count;

  private SpillFile(FileChannel file, AesGcmJce cipher) {
    this.file = file;
    this.cipher = cipher;
  }

  static SpillFile create(Path path, FileAttribute<?>[] attributes) throws IOException {
    return over(
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE),
            attributes));
  }

  /** Blocks in an empty file, which is closed with them. */
  static SpillFile over(FileChannel file) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      return new SpillFile(file, new AesGcmJce(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java", e);
    }
  }

  @Override
  public void append(byte[] block) throws IOException {
    long position = fileBytes();
    ByteBuffer sealed = ByteBuffer.wrap(seal(block, count));
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    ends[count] = position + sealed.remaining();
    count++;
    while (sealed.hasRemaining()) {
      position += file.write(sealed, position);
    }
  }

  @Override
  public byte[] read(int index) throws IOException {
    long position = index == 0 ? 0 : ends[index - 1];
    ByteBuffer sealed = ByteBuffer.allocate(Math.toIntExact(ends[index] - position));
    while (sealed.hasRemaining()) {
      int read = file.read(sealed, position + sealed.position());
      if (read < 0) {
        throw new EOFException("a temporary file of a listing was cut");
      }
    }
    return open(sealed.array(), index);
  }

  private byte[] seal(byte[] block, int index) {
    try {
      return cipher.encrypt(block, place(index));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java", e);
    }
  }

  private byte[] open(byte[] sealed, int index) throws IOException {
    try {
      return cipher.decrypt(sealed, place(index));
    } catch (GeneralSecurityException e) {
      throw new IOException("a temporary file of a listing was changed", e);
    }
  }

  /** Blocks can not change places. */
  private static byte[] place(int index) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(index).array();
  }

  @Override
  public long heapBytes() {
    return (long) ends.length * Long.BYTES;
  }

  @Override
  public long fileBytes() {
    return count == 0 ? 0 : ends[count - 1];
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
