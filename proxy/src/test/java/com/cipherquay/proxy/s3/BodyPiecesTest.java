package com.cipherquay.proxy.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BodyPiecesTest {

  private static final int TWO_PACKETS = 2 * (65_536 - 53);

  @Property(tries = 200)
  void theBodyArrivesInWholePackets(
      @ForAll @IntRange(max = 700_000) int length,
      @ForAll @IntRange(min = 1, max = 70_000) int mostAtOnce)
      throws IOException {
    byte[] body = bytes(length);
    Collected collected = new Collected(Integer.MAX_VALUE);
    assertTrue(BodyPieces.send(new Drops(body, mostAtOnce), length, collected));
    assertArrayEquals(body, collected.bytes.toByteArray());
    assertEquals(1, collected.ends);
    for (int size : collected.sizes.subList(0, collected.sizes.size() - 1)) {
      assertEquals(130_000, size);
      assertTrue(size <= TWO_PACKETS);
    }
  }

  @Example
  void anEmptyBodyIsOneEmptyPiece() throws IOException {
    Collected collected = new Collected(Integer.MAX_VALUE);
    assertTrue(BodyPieces.send(InputStream.nullInputStream(), 0, collected));
    assertEquals(List.of(0), collected.sizes);
    assertEquals(1, collected.ends);
  }

  @Property(tries = 50)
  void aBodyThatEndsEarlyHasNoLastPiece(@ForAll @IntRange(min = 1, max = 300_000) int length) {
    Collected collected = new Collected(Integer.MAX_VALUE);
    InputStream shorter = new ByteArrayInputStream(bytes(length - 1));
    assertThrows(EOFException.class, () -> BodyPieces.send(shorter, length, collected));
    assertEquals(0, collected.ends);
  }

  @Property(tries = 50)
  void aBodyThatGoesOnHasNoLastPiece(@ForAll @IntRange(max = 300_000) int length) {
    Collected collected = new Collected(Integer.MAX_VALUE);
    InputStream longer = new ByteArrayInputStream(bytes(length + 1));
    assertThrows(IOException.class, () -> BodyPieces.send(longer, length, collected));
    assertEquals(0, collected.ends);
  }

  @Property(tries = 50)
  void aFaultAtTheEndComesBeforeTheLastPiece(@ForAll @IntRange(max = 300_000) int length) {
    IOException fault = new IOException("the signature does not match");
    InputStream forged =
        new SequenceInputStream(new ByteArrayInputStream(bytes(length)), new Failing(fault));
    Collected collected = new Collected(Integer.MAX_VALUE);
    assertSame(
        fault, assertThrows(IOException.class, () -> BodyPieces.send(forged, length, collected)));
    assertEquals(0, collected.ends);
  }

  @Example
  void aSinkThatHasEnoughGetsNoMore() throws IOException {
    Collected collected = new Collected(2);
    assertFalse(BodyPieces.send(new Drops(bytes(1_000_000), 65_520), 1_000_000, collected));
    assertEquals(List.of(130_000, 130_000), collected.sizes);
    assertEquals(0, collected.ends);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Keeps what it gets, and has enough after some pieces. */
  private static final class Collected implements BodyPieces.Sink {

    private final int enough;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> sizes = new ArrayList<>();
    private int ends;

    Collected(int enough) {
      this.enough = enough;
    }

    @Override
    public boolean write(boolean last, ByteBuffer piece) {
      sizes.add(piece.remaining());
      bytes.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
      ends += last ? 1 : 0;
      return sizes.size() < enough;
    }
  }

  /** Gives no more than so many bytes at once. */
  private static final class Drops extends ByteArrayInputStream {

    private final int most;

    Drops(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] to, int offset, int length) {
      return super.read(to, offset, Math.min(most, length));
    }
  }

  private static final class Failing extends InputStream {

    private final IOException fault;

    Failing(IOException fault) {
      this.fault = fault;
    }

    @Override
    public int read() throws IOException {
      throw fault;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      throw fault;
    }
  }
}
