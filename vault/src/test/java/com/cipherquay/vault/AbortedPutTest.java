package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that fail: no object comes to exist, and the one that was there stays. */
final class AbortedPutTest {

  private static final int Q = SegmentCipher.PLAINTEXT;

  private final VaultFixture fixture = new VaultFixture();

  /** Fails instead of saying end of stream. */
  private static final class Failing extends InputStream {

    private final IOException failure = new IOException("the checksum does not match");

    @Override
    public int read() throws IOException {
      throw failure;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      throw failure;
    }
  }

  /** Fails at the first read only. */
  private static final class FailingOnce extends InputStream {

    private boolean failed;

    @Override
    public int read() throws IOException {
      if (failed) {
        return -1;
      }
      failed = true;
      throw new IOException("the connection is gone");
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return read();
    }
  }

  private IOException put(InputStream stream, long length) {
    PlaintextBody body = new PlaintextBody(stream, length, Map::of);
    return assertThrows(
        IOException.class,
        () -> fixture.vault.put(KEY, ObjectMetadata.EMPTY, body, WriteCondition.NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Q - 1, Q, Q + 1, 2 * Q, 300_000})
  void leavesNothingIfTheBodyFailsAtItsEnd(int length) {
    Failing end = new Failing();
    InputStream stream =
        new SequenceInputStream(new ByteArrayInputStream(TestBody.bytes(length)), end);
    assertSame(end.failure, put(stream, length));
    assertThrows(StoreException.class, () -> fixture.vault.head(KEY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Q, Q + 1, 2 * Q, 300_000})
  void leavesWhatWasThereIfTheLengthIsWrong(int length) throws IOException {
    byte[] before = TestBody.bytes(77);
    fixture.put(before);
    put(new ByteArrayInputStream(TestBody.bytes(length)), length + 1);
    put(new ByteArrayInputStream(TestBody.bytes(length)), length - 1);
    assertArrayEquals(before, fixture.get());
  }

  @Test
  void neverCompletesAfterAFailure() throws IOException {
    // Fails once where the end is, and then says that it is the end.
    InputStream stream =
        new SequenceInputStream(new ByteArrayInputStream(new byte[10]), new FailingOnce());
    ObjectPath path = new ObjectPath(fixture.paths, KEY);
    DataKey key = DataKey.random();
    PartEncrypter part = PartEncrypter.start(key, path.wrap(key, WriteId.random()), 1);
    EncryptingStream body =
        new EncryptingStream(part, stream, 10, () -> EncryptingStream.Ending.NONE);
    assertEquals(PartHeader.LENGTH, body.readNBytes(PartHeader.LENGTH).length);
    for (int i = 0; i < 3; i++) {
      assertThrows(IOException.class, () -> body.read(new byte[70_000]));
    }
  }

  @Test
  void refusesBeforeTheBodyIsRead() throws IOException {
    Failing body = new Failing();
    VaultException refused = (VaultException) put(body, ObjectWriter.MAX_LENGTH + 1);
    assertEquals(VaultFault.ENTITY_TOO_LARGE, refused.fault());
    ObjectMetadata large = new ObjectMetadata(Map.of(), Map.of("a", "x".repeat(1300)), Map.of());
    for (int length : new int[] {5, 5 * Q}) {
      PlaintextBody unread = new PlaintextBody(body, length, Map::of);
      VaultException tooLarge =
          assertThrows(
              VaultException.class,
              () -> fixture.vault.put(KEY, large, unread, WriteCondition.NONE));
      assertEquals(VaultFault.METADATA_TOO_LARGE, tooLarge.fault());
    }
    ObjectKey longKey = new ObjectKey("x".repeat(1000));
    PlaintextBody unread = new PlaintextBody(body, 5, Map::of);
    VaultException tooLong =
        assertThrows(
            VaultException.class,
            () -> fixture.vault.put(longKey, ObjectMetadata.EMPTY, unread, WriteCondition.NONE));
    assertEquals(VaultFault.KEY_TOO_LONG, tooLong.fault());
    assertEquals(0, fixture.calls.total());
  }

  @Test
  void takesAsMuchAsFitsInto5GiB() {
    assertEquals(5L << 30, ObjectSize.target(ObjectWriter.MAX_LENGTH));
  }
}
