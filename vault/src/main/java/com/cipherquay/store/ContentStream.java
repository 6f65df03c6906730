package com.cipherquay.store;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A span of a content file. */
final class ContentStream extends InputStream {

  // Not a FileChannel: an interrupt to the thread would close that under the read.
  private final FileInputStream file;
  private long rest;

  private ContentStream(FileInputStream file, long rest) {
    this.file = file;
    this.rest = rest;
  }

  static ContentStream open(Path path, ByteSpan span) throws IOException {
    FileInputStream file = file(path);
    try {
      file.skipNBytes(span.offset());
      return new ContentStream(file, span.length());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static FileInputStream file(Path path) throws IOException {
    try {
      return new FileInputStream(path.toFile());
    } catch (FileNotFoundException e) {
      if (Files.exists(path)) {
        throw new StoreException(StoreFault.UNAVAILABLE, "can not open " + path, e);
      }
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (rest == 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = file.read(buffer, offset, (int) Math.min(length, rest));
    if (count < 0) {
      throw new StoreException(
          StoreFault.BROKEN, "a content file ends " + rest + " bytes before its object");
    }
    rest -= count;
    return count;
  }

  @Override
  public int available() {
    return (int) Math.min(rest, Integer.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
