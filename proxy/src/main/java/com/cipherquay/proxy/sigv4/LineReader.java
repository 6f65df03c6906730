package com.cipherquay.proxy.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines of framing and spans of data from one stream, with a small buffer for the lines. */
final class LineReader {

  private static final int BUFFER_SIZE = 4096;

  private final InputStream source;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int limit;

  LineReader(InputStream source) {
    this.source = source;
  }

  /** Data: what is buffered, and then the stream itself without a copy. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit) {
      return source.read(target, offset, length);
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  /** One byte, or -1 at the end. */
  int read() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, source.read(buffer, 0, BUFFER_SIZE));
      if (limit == 0) {
        return -1;
      }
    }
    return buffer[position++] & 0xFF;
  }

  /**
   * A line without its end, which is LF. A CR before it stays, for the caller to judge.
   *
   * @param maxLength in bytes
   * @throws BodyException IncompleteBody if the stream ends first, InvalidRequest if it is too long
   */
  String readLine(int maxLength) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = read(); b != '\n'; b = read()) {
      if (b < 0) {
        throw AwsChunkedSource.incomplete();
      }
      if (line.length() == maxLength) {
        throw new BodyException(
            SignatureFault.INVALID_REQUEST, "A line of the aws-chunked framing is too long.");
      }
      line.append((char) b);
    }
    return line.toString();
  }

  /** The rest of the stream. */
  byte[] readToEnd(int maxLength) throws IOException {
    StringBuilder rest = new StringBuilder();
    for (int b = read(); b >= 0; b = read()) {
      if (rest.length() == maxLength) {
        throw new BodyException(
            SignatureFault.MALFORMED_TRAILER, "The trailer of the request is too long.");
      }
      rest.append((char) b);
    }
    return rest.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
