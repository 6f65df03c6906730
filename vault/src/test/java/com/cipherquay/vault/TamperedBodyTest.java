package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that a store changed; every read of the whole object must be refused. */
final class TamperedBodyTest {

  private static final int Q = SegmentCipher.PLAINTEXT;
  private static final int C = SegmentCipher.CIPHERTEXT;
  private static final int FIRST = PartHeader.LENGTH;

  private final VaultFixture fixture = new VaultFixture();
  private final byte[] plaintext = TestBody.bytes(2 * Q + 100);
  private StoredName name = new StoredName("unset");
  private StoredCopy original = new StoredCopy(Octets.NONE, StoredMetadata.NONE);

  @BeforeEach
  void put() throws IOException {
    fixture.put(plaintext);
    name = fixture.paths.storedName(KEY);
    original = StoredCopy.of(fixture.store, name);
  }

  @Test
  @Tag("slow")
  void refusesEveryFlippedByte() {
    flip(1);
  }

  @Test
  void refusesEveryFlippedByteOutsideFullSegmentsAndManyInside() {
    flip(29);
  }

  private void flip(int stride) {
    byte[] body = original.body().bytes();
    Vault vault = answering(body);
    for (int i = 0; i < body.length; i++) {
      boolean inside = i > FIRST && i < FIRST + 2 * C && (i - FIRST) % C < Q;
      if (inside && i % stride != 0) {
        continue;
      }
      byte mask = (byte) (1 << (i % 8));
      body[i] ^= mask;
      Corrupt.assertRefused(vault, plaintext, "byte " + i);
      body[i] ^= mask;
    }
  }

  @Test
  void refusesPaddingThatIsNotZero() throws IOException {
    VaultFixture large = new VaultFixture();
    byte[] bytes = TestBody.bytes(5 << 20);
    large.put(bytes);
    StoredCopy copy = StoredCopy.of(large.store, name);
    int padding = (int) ObjectSize.part(bytes.length);
    int end = copy.body().length() - Trailer.FOOTER;
    for (int at : new int[] {padding, padding + 1, end - 133, end - 132, end - 69, end - 68, end}) {
      byte[] changed = copy.body().bytes();
      changed[at] ^= 1;
      copy.withBody(changed).write(large.store, name);
      Corrupt.assertRefused(large.vault, bytes, "byte " + at);
    }
    copy.write(large.store, name);
    assertArrayEquals(bytes, large.get());
  }

  @Test
  void refusesTruncationAndWhatIsAppended() throws IOException {
    int length = original.body().length();
    int[] borders = {0, 1, FIRST, FIRST + C, FIRST + 2 * C, length - 140, length - 8, length};
    for (int border : borders) {
      for (int end = border - 1; end <= border + 1; end++) {
        if (end >= 0 && end != length) {
          byte[] changed = Arrays.copyOf(original.body().bytes(), end);
          original.withBody(changed).write(fixture.store, name);
          Corrupt.assertRefused(fixture.vault, plaintext, "honest about " + end);
          Corrupt.assertRefused(answering(changed), plaintext, "a body of " + end);
        }
      }
    }
  }

  @Test
  void refusesSegmentsMovedDuplicatedOrDropped() {
    byte[] body = original.body().bytes();
    byte[] swapped = body.clone();
    System.arraycopy(body, FIRST, swapped, FIRST + C, C);
    System.arraycopy(body, FIRST + C, swapped, FIRST, C);
    Corrupt.assertRefused(answering(swapped), plaintext, "swapped");
    byte[] twice = body.clone();
    System.arraycopy(body, FIRST, twice, FIRST + C, C);
    Corrupt.assertRefused(answering(twice), plaintext, "duplicated");
    byte[] dropped = body.clone();
    System.arraycopy(body, FIRST + C, dropped, FIRST, body.length - FIRST - C);
    Corrupt.assertRefused(answering(dropped), plaintext, "dropped");
  }

  @Test
  void refusesTheLastSegmentOfAFullObjectMissing() throws IOException {
    // All plaintext is in full segments; the empty last segment and the trailer prove the end.
    byte[] full = TestBody.bytes(2 * Q);
    fixture.put(full);
    byte[] body = StoredCopy.of(fixture.store, name).body().bytes();
    for (int at = FIRST + 2 * C; at < body.length; at++) {
      body[at] ^= 1;
      Corrupt.assertRefused(answering(body), full, "byte " + at);
      body[at] ^= 1;
    }
    byte[] cut = Arrays.copyOf(body, FIRST + 2 * C);
    Corrupt.assertRefused(answering(cut), full, "cut after the last full segment");
  }

  @Test
  void refusesPiecesOfAnotherWrite() throws IOException {
    fixture.put(plaintext);
    byte[] later = StoredCopy.of(fixture.store, name).body().bytes();
    byte[] body = original.body().bytes();
    int[] borders = {0, FIRST, FIRST + C, FIRST + 2 * C, later.length - 140, later.length};
    for (int i = 0; i + 1 < borders.length; i++) {
      byte[] mixed = later.clone();
      int length = borders[i + 1] - borders[i];
      System.arraycopy(body, borders[i], mixed, borders[i], length);
      Corrupt.assertRefused(answering(mixed), plaintext, "piece " + i);
    }
    Corrupt.assertRefused(answering(body), plaintext, "the whole body of an earlier write");
  }

  /** A vault whose store answers a whole read with this body, and else honestly. */
  private Vault answering(byte[] body) {
    LyingStore lying = new LyingStore(fixture.store);
    lying.onRead =
        honest ->
            new StoredObject(
                honest.head(), honest.offset(), honest.length(), new ByteArrayInputStream(body));
    return fixture.over(lying);
  }
}
