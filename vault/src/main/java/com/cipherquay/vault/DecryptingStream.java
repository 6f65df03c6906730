package com.cipherquay.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The plaintext of an object or of a range of it.
 *
 * <p>No byte leaves before its segment is authenticated. Of a whole object the last bytes leave
 * only after all that follows them is verified: until then the plaintext is incomplete, and whoever
 * counts bytes notices. Memory is one segment of ciphertext and one of plaintext. Not thread-safe;
 * once a read has failed every later one fails.
 */
final class DecryptingStream extends InputStream {

  private final CiphertextInput in;
  private final SegmentReader segments;
  private final Optional<EndVerifier> end;
  private final Span span;
  private final long length;
  private final byte[] plaintext;

  private ByteBuffer ready = ByteBuffer.allocate(0);
  private boolean failed;
  private boolean drained;

  private DecryptingStream(
      CiphertextInput in, SegmentReader segments, Optional<EndVerifier> end, ReadPlan plan) {
    this.in = in;
    this.segments = segments;
    this.end = end;
    this.span = plan.span();
    this.length = plan.layout().length();
    this.plaintext = new byte[(int) Math.min(length, SegmentCipher.PLAINTEXT)];
  }

  /**
   * Opens what a store answered, and authenticates the first segment.
   *
   * @param in closed with the stream; not closed if this throws
   */
  static DecryptingStream open(CiphertextInput in, OpenedObject object, ReadPlan plan)
      throws IOException {
    boolean toTheEnd = plan.whole() && in.end() == plan.layout().size();
    Optional<EndVerifier> end =
        toTheEnd ? Optional.of(new EndVerifier(object.trailer(), plan.layout())) : Optional.empty();
    SegmentReader segments = SegmentReader.begin(in, object, plan);
    DecryptingStream stream = new DecryptingStream(in, segments, end, plan);
    stream.refill();
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] to, int offset, int wanted) throws IOException {
    Objects.checkFromIndexSize(offset, wanted, to.length);
    if (failed) {
      throw new IOException("an earlier read of this body failed");
    }
    if (wanted == 0) {
      return 0;
    }
    failed = true;
    int got = next(to, offset, wanted);
    failed = false;
    return got;
  }

  @Override
  public int available() {
    return ready.remaining();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int next(byte[] to, int offset, int wanted) throws IOException {
    if (!ready.hasRemaining() && segments.position() < span.end()) {
      int whole = segments.nextLength();
      if (whole > 0 && whole <= wanted && segments.position() + whole <= span.end()) {
        return direct(to, offset);
      }
      refill();
    }
    if (ready.hasRemaining()) {
      int taken = Math.min(wanted, ready.remaining());
      ready.get(to, offset, taken);
      return taken;
    }
    if (!drained) {
      in.drain();
      drained = true;
    }
    return -1;
  }

  /** Decrypts a segment that is wanted whole to where it is wanted. */
  private int direct(byte[] to, int offset) throws IOException {
    int whole = segments.nextLength();
    boolean verified = false;
    try {
      segments.next(to, offset);
      verifyEnd();
      verified = true;
    } finally {
      if (!verified) {
        Arrays.fill(to, offset, offset + whole, (byte) 0);
      }
    }
    return whole;
  }

  /** Decrypts up to the next segment that has something of the span. */
  private void refill() throws IOException {
    long start;
    int got;
    do {
      start = segments.position();
      got = segments.next(plaintext, 0);
    } while (got == 0 && segments.position() < span.end());
    verifyEnd();
    int from = (int) Math.max(0, span.first() - start);
    int to = (int) Math.min(got, span.end() - start);
    ready = ByteBuffer.wrap(plaintext, from, to - from);
  }

  private void verifyEnd() throws IOException {
    if (end.isPresent() && segments.position() == length) {
      while (!segments.done()) {
        // Only empty segments are left; what was decrypted before them stays where it is.
        segments.next(plaintext, plaintext.length);
      }
      end.get().verify(in, segments.commitments());
    }
  }
}
