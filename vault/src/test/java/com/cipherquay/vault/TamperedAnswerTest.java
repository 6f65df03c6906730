package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of a store that do not fit the question. */
final class TamperedAnswerTest {

  private static final int Q = SegmentCipher.PLAINTEXT;

  private static final List<ByteRange> RANGES =
      List.of(
          new ByteRange.Between(0, 10),
          new ByteRange.Between(Q, Q + 10),
          new ByteRange.From(2 * Q),
          new ByteRange.Suffix(10),
          new ByteRange.Whole());

  private final VaultFixture fixture = new VaultFixture();
  private final LyingStore lying = new LyingStore(fixture.store);
  private final Vault vault = fixture.over(lying);
  private final byte[] plaintext = TestBody.bytes(8 * Q + 5);

  @BeforeEach
  void put() throws IOException {
    fixture.put(plaintext);
  }

  private void assertAllRefused(String what) {
    for (ByteRange range : RANGES) {
      Corrupt.assertRefused(vault, range, what + " for " + range);
    }
  }

  @Test
  void refusesAnotherOffsetOrLength() {
    lying.onRead = it -> new StoredObject(it.head(), it.offset() + 1, it.length(), it.body());
    assertAllRefused("an offset one off");
    lying.onRead = it -> new StoredObject(it.head(), it.offset(), it.length() - 1, it.body());
    assertAllRefused("a length one less");
    lying.onRead = it -> new StoredObject(it.head(), it.offset(), it.length() + 1, it.body());
    assertAllRefused("a length one more");
    lying.onRead = it -> new StoredObject(it.head(), Long.MAX_VALUE, Long.MAX_VALUE, it.body());
    assertAllRefused("an overflow");
    lying.onRead = it -> new StoredObject(it.head(), -1, -1, it.body());
    assertAllRefused("negative numbers");
  }

  @Test
  void refusesTheWholeObjectForARange() {
    lying.onRange = asked -> new ByteRange.Whole();
    Corrupt.assertRefused(vault, new ByteRange.Between(0, 10), "the whole for the beginning");
    Corrupt.assertRefused(vault, new ByteRange.Between(Q, Q + 10), "the whole for the middle");
    Corrupt.assertRefused(vault, new ByteRange.From(2 * Q), "the whole for the rest");
  }

  @Test
  void refusesAnotherRangeUnderTheRightNumbers() {
    lying.onRange = asked -> new ByteRange.Between(148 + 3 * 65_536, 148 + 5 * 65_536);
    lying.onRead = it -> new StoredObject(it.head(), 148 + 65_536, 65_536, it.body());
    Corrupt.assertRefused(vault, new ByteRange.Between(Q, Q + 10), "segment 3 for segment 1");
  }

  @Test
  void refusesAnotherSize() {
    for (long size : new long[] {0, 1, -1, 304, Long.MAX_VALUE, ObjectSize.target(8 * Q + 6)}) {
      lying.onRead =
          it -> new StoredObject(sized(it.head(), size), it.offset(), it.length(), it.body());
      lying.onHead = it -> sized(it, size);
      assertAllRefused("size " + size);
      Corrupt.assertHeadRefused(vault, "size " + size);
    }
  }

  @Test
  void refusesABodyThatEndsEarlyOrNeverMoves() {
    lying.onRead = it -> withBody(it, InputStream.nullInputStream());
    assertAllRefused("an empty body");
    lying.onRead = it -> withBody(it, new Stuck());
    assertAllRefused("a body that gives nothing, again and again");
    lying.onRead = it -> withBody(it, new ByteArrayInputStream(new byte[1 << 20]));
    assertAllRefused("zeros");
  }

  @Test
  void refusesABodyThatGoesOn() {
    lying.onRead =
        it ->
            withBody(it, new SequenceInputStream(it.body(), new ByteArrayInputStream(new byte[1])));
    Corrupt.assertRefused(vault, plaintext, "a byte more");
  }

  @Test
  void doesNotTakeTheStoresWordForARangeOutsideTheObject() {
    lying.onRange = asked -> new ByteRange.From(1L << 40);
    Corrupt.assertRefused(vault, new ByteRange.Between(0, 10), "416 for bytes that are there");
    UnsatisfiableRangeException refused =
        assertThrows(
            UnsatisfiableRangeException.class,
            () -> VaultFixture.read(vault, KEY, new ByteRange.From(plaintext.length)));
    assertEquals(plaintext.length, refused.length());
  }

  @Test
  void passesOnWhatBreaksOff() {
    lying.onRead = it -> withBody(it, new Broken());
    for (ByteRange range : RANGES) {
      StoreException broken =
          assertThrows(StoreException.class, () -> VaultFixture.read(vault, KEY, range));
      assertEquals(StoreFault.UNAVAILABLE, broken.fault());
    }
  }

  @Test
  void closesTheAnswerOnceInEveryCase() throws IOException {
    int[] closed = {0};
    lying.onRead = it -> withBody(it, new Closing(it.body(), closed));
    for (ByteRange range : RANGES) {
      closed[0] = 0;
      VaultFixture.read(vault, KEY, range);
      assertEquals(1, closed[0], range.toString());
    }
    closed[0] = 0;
    lying.onRead = it -> withBody(it, new Closing(new Stuck(), closed));
    Corrupt.assertRefused(vault, new ByteRange.Whole(), "stuck");
    assertEquals(1, closed[0]);
    closed[0] = 0;
    lying.onRead = it -> withBody(it, new Closing(it.body(), closed));
    assertThrows(
        UnsatisfiableRangeException.class,
        () -> VaultFixture.read(vault, KEY, new ByteRange.From(plaintext.length)));
    assertTrue(closed[0] == 1, "closed " + closed[0] + " times");
  }

  @Test
  void refusesToReadOnAfterAFailure() throws IOException {
    byte[] zeros = new byte[200_000];
    byte[] body = StoredCopy.of(fixture.store, fixture.paths.storedName(KEY)).body().bytes();
    System.arraycopy(zeros, 0, body, 148 + 65_536, 65_536);
    lying.onRead = it -> withBody(it, new ByteArrayInputStream(body));
    try (VaultObject object = vault.get(KEY, new ByteRange.Whole())) {
      assertEquals(Q, object.body().readNBytes(Q).length);
      assertThrows(VaultException.class, () -> object.body().read());
      IOException again = assertThrows(IOException.class, () -> object.body().read());
      assertEquals("an earlier read of this body failed", again.getMessage());
    }
    assertEquals(Optional.empty(), Span.find(new ByteRange.Suffix(0), 5));
  }

  private static StoredHead sized(StoredHead head, long size) {
    return new StoredHead(head.etag(), size, head.lastModified(), head.metadata());
  }

  private static StoredObject withBody(StoredObject it, InputStream body) {
    return new StoredObject(it.head(), it.offset(), it.length(), body);
  }

  private static final class Stuck extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      return 0;
    }
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new StoreException(StoreFault.UNAVAILABLE, "broken off");
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return read();
    }
  }

  private static final class Closing extends FilterInputStream {
    private final int[] closed;

    Closing(InputStream in, int[] closed) {
      super(in);
      this.closed = closed;
    }

    @Override
    public void close() throws IOException {
      closed[0]++;
      super.close();
    }
  }
}
