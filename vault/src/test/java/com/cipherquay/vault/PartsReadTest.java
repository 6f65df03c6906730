package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that were put in parts. */
final class PartsReadTest {

  private static final int Q = SegmentCipher.PLAINTEXT;
  private static final int MIN = (int) PartMinimum.bytes();

  /** 81 full segments, so that the last segment of the part is empty. */
  private static final int FULL = 81 * Q;

  private final VaultFixture fixture = new VaultFixture();
  private byte[] plaintext = new byte[0];

  @BeforeEach
  void put() throws IOException {
    put(MIN + 3, FULL, 70_000);
  }

  private void put(int... lengths) throws IOException {
    plaintext = TestBody.bytes(Arrays.stream(lengths).sum());
    PartsWriter.Part[] parts = new PartsWriter.Part[lengths.length];
    int from = 0;
    for (int i = 0; i < lengths.length; i++) {
      byte[] part = Arrays.copyOfRange(plaintext, from, from + lengths[i]);
      parts[i] = PartsWriter.Part.of(2 + 3 * i, part);
      from += lengths[i];
    }
    new PartsWriter(fixture.store, fixture.paths).write(KEY, List.of(parts));
    fixture.calls.reset();
  }

  @Test
  void readsTheWholeWithOneMoreCall() throws IOException {
    assertArrayEquals(plaintext, fixture.get());
    assertEquals(Map.of(StoreCall.READ, 2L), fixture.calls.byCall());
    fixture.calls.reset();
    assertArrayEquals(plaintext, fixture.get());
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls.byCall());
    assertEquals(plaintext.length, fixture.vault.head(KEY).length());
    assertEquals(List.of(), fixture.vault.describe(KEY).checksums());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Q - 1, Q, Q + 1})
  void readsALastPartOfAnyLength(int last) throws IOException {
    put(FULL, last);
    assertArrayEquals(plaintext, fixture.get());
    assertEquals(plaintext.length, fixture.vault.head(KEY).length());
    assertArrayEquals(
        Arrays.copyOfRange(plaintext, plaintext.length - 5, plaintext.length),
        fixture.get(new ByteRange.Suffix(5)));
  }

  @Test
  void readsAnyRange() throws IOException {
    Random random = new Random(7);
    int[] borders = {0, MIN + 3, MIN + 3 + FULL, plaintext.length};
    for (int i = 0; i < 20; i++) {
      int near = borders[random.nextInt(borders.length)] + random.nextInt(2 * Q) - Q;
      long first = Math.max(0, Math.min(near, plaintext.length - 1));
      long last = first + random.nextInt(1 + random.nextInt(4 * Q));
      for (ByteRange range :
          List.of(
              new ByteRange.Between(first, last),
              new ByteRange.Suffix(plaintext.length - first),
              new ByteRange.From(first))) {
        Span span = Span.of(range, plaintext.length);
        byte[] expected = Arrays.copyOfRange(plaintext, (int) span.first(), (int) span.end());
        assertArrayEquals(expected, fixture.get(range), range.toString());
      }
    }
    fixture.calls.reset();
    fixture.get(new ByteRange.Between(MIN + 3 + 2 * Q, MIN + 3 + 2 * Q));
    assertEquals(Map.of(StoreCall.READ, 1L), fixture.calls.byCall());
    for (ByteRange outside :
        List.of(new ByteRange.From(plaintext.length), new ByteRange.Suffix(0))) {
      UnsatisfiableRangeException refused =
          assertThrows(UnsatisfiableRangeException.class, () -> fixture.get(outside));
      assertEquals(plaintext.length, refused.length());
    }
  }

  @Test
  void noticesThatTheObjectWasReplaced() throws IOException {
    ByteRange range = new ByteRange.Between(MIN, MIN + 100);
    assertArrayEquals(Arrays.copyOfRange(plaintext, MIN, MIN + 101), fixture.get(range));
    byte[] small = TestBody.bytes(MIN + 50);
    fixture.put(small);
    assertArrayEquals(Arrays.copyOfRange(small, MIN, MIN + 50), fixture.get(range));
    put(MIN, 100);
    assertArrayEquals(plaintext, fixture.get());
    put(MIN, MIN, 1);
    ByteRange beyond = new ByteRange.From(2L * MIN);
    assertArrayEquals(new byte[] {plaintext[2 * MIN]}, fixture.get(beyond));
    fixture.vault.delete(KEY);
    assertThrows(StoreException.class, fixture::get);
  }

  @Test
  void tellsTwoUploadsOfOneEntityTagApart() throws IOException {
    LyingStore lying = new LyingStore(fixture.store);
    lying.ignoresConditions = true;
    lying.onRead =
        it ->
            new StoredObject(
                new StoredHead(
                    "same", it.head().size(), it.head().lastModified(), it.head().metadata()),
                it.offset(),
                it.length(),
                it.body());
    Vault vault = fixture.over(lying);
    ByteRange range = new ByteRange.Between(2 * Q, 2 * Q + 9);
    for (int i = 0; i < 2; i++) {
      put(MIN, 10);
      byte[] expected = Arrays.copyOfRange(plaintext, 2 * Q, 2 * Q + 10);
      assertArrayEquals(expected, VaultFixture.read(vault, KEY, range));
    }
  }

  @Test
  void refusesBytesThatWereChanged() throws IOException {
    StoredName name = fixture.paths.storedName(KEY);
    StoredCopy copy = StoredCopy.of(fixture.store, name);
    int length = copy.body().length();
    int second = (int) ObjectSize.part(MIN + 3);
    int third = second + (int) ObjectSize.part(FULL);
    int padding = third + (int) ObjectSize.part(70_000);
    int[] places = {0, 7, 60, 147, 148, 70_000, second - 1, second, second + 7, second + 100};
    int[] more = {third - 1, third, third + 40, padding - 1, padding, length - 300, length - 9};
    for (int at :
        Arrays.stream(new int[][] {places, more}).flatMapToInt(Arrays::stream).toArray()) {
      byte[] changed = copy.body().bytes();
      changed[at] ^= 4;
      copy.withBody(changed).write(fixture.store, name);
      Corrupt.assertRefused(fixture.vault, plaintext, "byte " + at);
    }
  }

  @Test
  void refusesPartsReorderedDroppedOrOfAnotherUpload() throws IOException {
    put(MIN, MIN, 10);
    StoredName name = fixture.paths.storedName(KEY);
    StoredCopy copy = StoredCopy.of(fixture.store, name);
    byte[] body = copy.body().bytes();
    int part = (int) ObjectSize.part(MIN);
    byte[] swapped = body.clone();
    System.arraycopy(body, 0, swapped, part, part);
    System.arraycopy(body, part, swapped, 0, part);
    assertBodyRefused(copy, swapped, "swapped");
    byte[] twice = body.clone();
    System.arraycopy(body, 0, twice, part, part);
    assertBodyRefused(copy, twice, "twice");
    put(MIN, MIN, 10);
    byte[] other = StoredCopy.of(fixture.store, name).body().bytes();
    byte[] mixed = body.clone();
    System.arraycopy(other, part, mixed, part, part);
    assertBodyRefused(copy, mixed, "a part of another upload");
    byte[] dropped = new byte[body.length - part];
    System.arraycopy(body, part, dropped, 0, dropped.length);
    assertBodyRefused(copy, dropped, "dropped");
  }

  private void assertBodyRefused(StoredCopy copy, byte[] body, String what) throws IOException {
    copy.withBody(body).write(fixture.store, fixture.paths.storedName(KEY));
    Corrupt.assertRefused(fixture.vault, plaintext, what);
    Corrupt.assertRefused(fixture.vault, new ByteRange.Between(MIN + 5, MIN + 6), what);
  }

  @Test
  void refusesAStaleRetryOfAPartUnderTheRightKey() throws IOException {
    // A store may serve an earlier upload of the same part number: the manifest tells them apart.
    LyingStore lying = new LyingStore(fixture.store);
    byte[] stale = StoredCopy.of(fixture.store, fixture.paths.storedName(KEY)).body().bytes();
    Vault vault = fixture.over(lying);
    OpenedObject object =
        OpenedObject.open(
            new ObjectPath(fixture.paths, KEY), fixture.store.head(fixture.paths.storedName(KEY)));
    PartEncrypter retry = PartEncrypter.start(object.key(), object.wrapped(), 2);
    byte[] changed = Arrays.copyOf(plaintext, MIN + 3);
    changed[0] ^= 1;
    byte[] part =
        new EncryptingStream(
                retry,
                new ByteArrayInputStream(changed),
                changed.length,
                () -> EncryptingStream.Ending.NONE)
            .readAllBytes();
    System.arraycopy(part, 0, stale, 0, part.length);
    lying.onRead =
        it ->
            new StoredObject(
                it.head(),
                it.offset(),
                it.length(),
                new ByteArrayInputStream(stale, (int) it.offset(), (int) it.length()));
    for (ByteRange range :
        List.of(
            new ByteRange.Between(0, 0),
            new ByteRange.Between(Q, Q),
            new ByteRange.From(0),
            new ByteRange.From(Q))) {
      Corrupt.assertRefused(vault, range, "a stale part for " + range);
    }
  }
}
