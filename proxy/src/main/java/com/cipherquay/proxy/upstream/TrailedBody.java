package com.cipherquay.proxy.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.store.StoredBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * A body with its CRC32C behind it, in aws-chunked: the store compares before it commits (AWS,
 * "Signature calculations for trailing headers"). The chunks are unsigned. One thread.
 */
final class TrailedBody extends InputStream {

  /** The field that has the checksum, in the header of a request or in its trailer. */
  static final String FIELD = "x-amz-checksum-crc32c";

  /** As the SDKs have it; AWS wants 8 KiB or more of every chunk but the last. */
  private static final int CHUNK = 1 << 20;

  private static final byte[] NOTHING = {};

  private final InputStream body;
  private final CRC32C checksum = new CRC32C();
  private byte[] frame = NOTHING;
  private int frameRead;
  private long unread;
  private int chunkUnread;
  private boolean ended;

  private TrailedBody(StoredBody body) {
    this.body = body.stream();
    this.unread = body.length();
    nextChunk("");
  }

  /** What is sent of a body; ends, fails and is closed with it. */
  static StoredBody of(StoredBody body) {
    long whole = body.length() / CHUNK;
    long length =
        whole * framed(CHUNK) + framed((int) (body.length() % CHUNK)) + trailer(0).length();
    return new StoredBody(new TrailedBody(body), length);
  }

  /** The checksum of bytes in memory, as the field has it. */
  static String checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return text((int) checksum.getValue());
  }

  private static long framed(int chunk) {
    return chunk == 0 ? 0 : Integer.toHexString(chunk).length() + 2L + chunk + 2;
  }

  private static String trailer(int checksum) {
    return "0\r\n" + FIELD + ":" + text(checksum) + "\r\n\r\n";
  }

  private static String text(int checksum) {
    byte[] bytes = {
      (byte) (checksum >> 24), (byte) (checksum >> 16), (byte) (checksum >> 8), (byte) checksum
    };
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (frameRead == frame.length && chunkUnread == 0 && !ended) {
      end();
    }
    if (frameRead < frame.length) {
      int count = Math.min(length, frame.length - frameRead);
      System.arraycopy(frame, frameRead, buffer, offset, count);
      frameRead += count;
      return count;
    }
    if (ended) {
      return -1;
    }
    int count = body.read(buffer, offset, Math.min(length, chunkUnread));
    if (count < 0) {
      throw new EOFException("the body ends " + unread + " bytes before its length");
    }
    checksum.update(buffer, offset, count);
    unread -= count;
    chunkUnread -= count;
    if (chunkUnread == 0) {
      nextChunk("\r\n");
    }
    return count;
  }

  private void nextChunk(String before) {
    chunkUnread = (int) Math.min(CHUNK, unread);
    String size = chunkUnread > 0 ? Integer.toHexString(chunkUnread) + "\r\n" : "";
    frame(before + size);
  }

  /** Only a body that has said that it is at its end gets the trailer that makes it complete. */
  private void end() throws IOException {
    if (body.read() >= 0) {
      throw new IOException("the body goes on after its length");
    }
    ended = true;
    frame(trailer((int) checksum.getValue()));
  }

  private void frame(String text) {
    frame = text.getBytes(US_ASCII);
    frameRead = 0;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
