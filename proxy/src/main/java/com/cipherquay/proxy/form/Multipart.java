package com.cipherquay.proxy.form;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The parts of a multipart body, one after the other, each pulled (RFC 2046 section 5.1.1). One
 * thread at a time.
 *
 * <p>What begins a line with the boundary ends a part, whatever follows it: a line that only begins
 * like a delimiter is an error and never content, so that no two readers can disagree about where a
 * file ends.
 */
final class Multipart {

  private static final int BUFFER = 1 << 16;

  private final InputStream source;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long consumed;

  /**
   * @param boundary as the Content-Type names it
   */
  Multipart(InputStream source, String boundary) {
    this.source = source;
    this.delimiter = ("\r\n--" + boundary).getBytes(US_ASCII);
    // The first delimiter needs no line end before it. It has one here, and so is like the others.
    buffer[0] = '\r';
    buffer[1] = '\n';
    limit = 2;
    consumed = -2;
  }

  /** How many bytes of the body have been handed out or skipped. */
  long consumed() {
    return consumed;
  }

  /** Goes beyond what stands before the first part. */
  void skipPreamble(int most) throws IOException {
    content(most);
  }

  /**
   * Content up to the delimiter.
   *
   * @return -1 at the delimiter
   */
  int read(byte[] target, int offset, int length) throws IOException {
    int ready = ready();
    while (ready == 0 && !atDelimiter()) {
      fill();
      ready = ready();
    }
    if (ready == 0) {
      return -1;
    }
    int count = Math.min(length, ready);
    System.arraycopy(buffer, position, target, offset, count);
    advance(count);
    return count;
  }

  /**
   * All content up to the delimiter.
   *
   * @throws S3Exception {@code MaxPostPreDataLengthExceededError} if it is longer
   */
  byte[] content(int most) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] some = new byte[1024];
    for (int count = read(some, 0, some.length); count >= 0; count = read(some, 0, some.length)) {
      content.write(some, 0, count);
      requireAtMost(content.size(), most);
    }
    return content.toByteArray();
  }

  /**
   * Goes beyond the delimiter.
   *
   * @return whether another part follows, rather than the end
   */
  boolean next(int most) throws IOException {
    advance(delimiter.length);
    int first = one();
    int second = one();
    if (first == '-' && second == '-') {
      return false;
    }
    // RFC 2046: blanks that a transport has added.
    for (int skipped = 0; first == ' ' || first == '\t'; skipped++) {
      requireAtMost(skipped, most);
      first = second;
      second = one();
    }
    if (first != '\r' || second != '\n') {
      throw HeaderParameters.malformed();
    }
    return true;
  }

  /** A line without its end, which is CR LF. */
  byte[] line(int most) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = one(); b != '\r'; b = one()) {
      requireAtMost(line.size(), most);
      if (b == '\n') {
        throw HeaderParameters.malformed();
      }
      line.write(b);
    }
    if (one() != '\n') {
      throw HeaderParameters.malformed();
    }
    return line.toByteArray();
  }

  /** Reads what stands behind the last part that matters, and forgets it. */
  void drain() throws IOException {
    advance(limit - position);
    for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
      consumed += count;
    }
  }

  static void requireAtMost(long size, long most) {
    if (size > most) {
      throw new S3Exception(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED);
    }
  }

  /** How many buffered bytes are content for certain. */
  private int ready() {
    for (int i = position; i < limit; i++) {
      if (buffer[i] == '\r' && matches(i)) {
        return i - position;
      }
    }
    return limit - position;
  }

  private boolean atDelimiter() {
    return limit - position >= delimiter.length && matches(position);
  }

  /** Whether what is buffered from here on is the delimiter, or its beginning. */
  private boolean matches(int start) {
    int length = Math.min(delimiter.length, limit - start);
    for (int i = 0; i < length; i++) {
      if (buffer[start + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  private int one() throws IOException {
    if (position == limit) {
      fill();
    }
    int b = buffer[position] & 0xff;
    advance(1);
    return b;
  }

  private void advance(int count) {
    position += count;
    consumed += count;
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    int count = source.read(buffer, limit, BUFFER - limit);
    if (count < 0) {
      throw HeaderParameters.malformed();
    }
    limit += count;
  }
}
