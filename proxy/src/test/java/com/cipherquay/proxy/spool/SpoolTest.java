package com.cipherquay.proxy.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is spooled comes back, and leaves nothing. */
final class SpoolTest {

  private static final long ANY = Long.MAX_VALUE;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 1_000_000})
  void itComesBack(int size) throws IOException {
    byte[] body = bytes(size);
    try (Spool spool = spools().fill(new ByteArrayInputStream(body), ANY)) {
      assertEquals(size, spool.length());
      assertArrayEquals(body, spool.stream().readAllBytes());
    }
    assertEquals(0, files());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 65_535, 65_536, 65_537, 200_000})
  void noMoreIsTakenThanWanted(int most) throws IOException {
    try (Spool fits = spools().fill(new ByteArrayInputStream(bytes(most)), most)) {
      assertEquals(most, fits.length());
      assertArrayEquals(bytes(most), fits.stream().readAllBytes());
    }
    InputStream endless =
        new SequenceInputStream(new ByteArrayInputStream(bytes(most + 1)), new Endless());
    try (Spool spool = spools().fill(endless, most)) {
      assertTrue(spool.length() > most);
      assertTrue(spool.length() <= most + Spool.CHUNK, "read on for long");
    }
  }

  /** What fits into the buffer never gets to the disk. */
  @Test
  void smallBodiesStayInMemory() throws IOException {
    Path none = folder.resolve("none");
    try (Spool spool = SpoolFolder.in(none).fill(new ByteArrayInputStream(bytes(65_535)), ANY)) {
      assertEquals(65_535, spool.length());
    }
    assertTrue(Files.notExists(none));
  }

  /** The name is gone while the file is in use: a crash leaves nothing. */
  @Test
  void theFileHasNoName() throws IOException {
    try (Spool spool = spools().fill(new ByteArrayInputStream(bytes(100_000)), ANY)) {
      assertEquals(0, files());
      assertEquals(100_000, spool.stream().readAllBytes().length);
    }
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws IOException {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes(100_000)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("gone");
              }
            });
    IOException fault = assertThrows(IOException.class, () -> spools().fill(broken, ANY));
    assertEquals("gone", fault.getMessage());
    assertEquals(0, files());
  }

  @Test
  void theDiskSeesNoPlaintext() {
    SpoolCipher cipher = new SpoolCipher();
    byte[] plain = new byte[1000];
    ByteBuffer first = ByteBuffer.allocate(1016);
    ByteBuffer second = ByteBuffer.allocate(1016);
    cipher.encrypt(0, ByteBuffer.wrap(plain), first);
    cipher.encrypt(1, ByteBuffer.wrap(plain), second);
    assertFalse(Arrays.equals(first.array(), second.array()), "equal chunks show");
    assertFalse(Arrays.equals(plain, Arrays.copyOf(first.array(), plain.length)));
    ByteBuffer out = ByteBuffer.allocate(1000);
    assertTrue(cipher.decrypt(0, first.flip().duplicate(), out));
    assertArrayEquals(plain, out.array());
    assertFalse(cipher.decrypt(1, first.duplicate(), ByteBuffer.allocate(1000)), "moved");
    first.put(500, (byte) (first.get(500) ^ 1));
    assertFalse(cipher.decrypt(0, first.duplicate(), ByteBuffer.allocate(1000)), "flipped");
    assertFalse(new SpoolCipher().decrypt(1, second.flip(), ByteBuffer.allocate(1000)), "key");
  }

  private SpoolFolder spools() {
    return SpoolFolder.in(folder);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Zeros for ever. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      Arrays.fill(buffer, offset, offset + length, (byte) 0);
      return length;
    }
  }
}
