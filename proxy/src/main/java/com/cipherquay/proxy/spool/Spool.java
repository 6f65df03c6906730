package com.cipherquay.proxy.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A body that was read to its end. What fits into one buffer stays in it. One thread at a time; the
 * holder closes it, and with that it is gone.
 */
public final class Spool implements AutoCloseable {

  static final int CHUNK = 1 << 16;

  private final SpoolFolder folder;
  private final byte[] chunk = new byte[CHUNK];
  private final SpoolCipher cipher = new SpoolCipher();
  private Optional<FileChannel> file = Optional.empty();
  private long length;

  Spool(SpoolFolder folder) {
    this.folder = folder;
  }

  /** How long the body is; more than was asked for if it was longer. */
  public long length() {
    return length;
  }

  /** The body from its beginning. To be called once. */
  public InputStream stream() {
    return new SpooledStream(this);
  }

  void fill(InputStream body, long most) throws IOException {
    int count = body.readNBytes(chunk, 0, CHUNK);
    while (count == CHUNK && length + count <= most) {
      append(count);
      count = body.readNBytes(chunk, 0, CHUNK);
    }
    boolean longer = length + count > most;
    if (file.isPresent() && count > 0 && !longer) {
      append(count);
    } else {
      length += count;
    }
  }

  private void append(int count) throws IOException {
    FileChannel channel = file.isPresent() ? file.get() : folder.open();
    file = Optional.of(channel);
    ByteBuffer sealed = ByteBuffer.allocate(count + SpoolCipher.TAG);
    cipher.encrypt(length / CHUNK, ByteBuffer.wrap(chunk, 0, count), sealed);
    sealed.flip();
    while (sealed.hasRemaining()) {
      channel.write(sealed);
    }
    length += count;
  }

  /**
   * Brings a chunk back into the buffer.
   *
   * @param number counted from 0
   * @return its bytes; none remain after the last chunk
   */
  ByteBuffer chunk(long number) throws IOException {
    int size = (int) Math.min(CHUNK, Math.max(0, length - number * CHUNK));
    if (file.isPresent() && size > 0) {
      ByteBuffer sealed = ByteBuffer.allocate(size + SpoolCipher.TAG);
      long start = number * (CHUNK + SpoolCipher.TAG);
      while (sealed.hasRemaining()) {
        if (file.get().read(sealed, start + sealed.position()) < 0) {
          throw new IOException("a spooled body is shorter than it was");
        }
      }
      if (!cipher.decrypt(number, sealed.flip(), ByteBuffer.wrap(chunk))) {
        throw new IOException("a spooled body is not what it was");
      }
    }
    return ByteBuffer.wrap(chunk, 0, size);
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
