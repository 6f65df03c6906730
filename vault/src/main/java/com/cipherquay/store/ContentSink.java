package com.cipherquay.store;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a content file. Its failures are {@link StoreException}s, and so can be told from those of
 * the body that is written.
 */
final class ContentSink extends OutputStream {

  private final Path path;

  // Not a FileChannel: an interrupt to the thread would close that under the write.
  private final FileOutputStream file;

  private ContentSink(Path path, FileOutputStream file) {
    this.path = path;
    this.file = file;
  }

  static ContentSink open(Path path) throws StoreException {
    try {
      return new ContentSink(path, new FileOutputStream(path.toFile()));
    } catch (FileNotFoundException e) {
      throw new StoreException(StoreFault.UNAVAILABLE, "can not create " + path, e);
    }
  }

  @Override
  public void write(int b) throws StoreException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws StoreException {
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) {
      throw fault(e, length);
    }
  }

  /** Waits until the bytes are on the disk. */
  void sync() throws StoreException {
    try {
      file.getFD().sync();
    } catch (IOException e) {
      throw fault(e, 0);
    }
  }

  private StoreException fault(IOException cause, long wanted) {
    StoreFault fault = StoreFault.UNAVAILABLE;
    try {
      // Java does not say why a write failed other than in words of the operating system.
      if (Files.getFileStore(path).getUsableSpace() <= wanted) {
        fault = StoreFault.TOO_LARGE;
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return new StoreException(fault, "can not write " + path, cause);
  }

  @Override
  public void close() throws StoreException {
    try {
      file.close();
    } catch (IOException e) {
      throw fault(e, 0);
    }
  }
}
