package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that lies where it copies, or moves what was copied. */
final class TamperedCopyTest {

  private static final int MIN = 5 << 20;
  private static final ObjectKey TO = new ObjectKey("dir/copy");
  private static final ObjectKey OTHER = new ObjectKey("dir/other");

  private final CopyFixture fixture = new CopyFixture();
  private final LyingStore lying = new LyingStore(fixture.store("one"));
  private final Vault vault = VaultFixture.over(lying, fixture.paths("one"));
  private byte[] plaintext = new byte[0];

  @BeforeEach
  void put() throws IOException {
    plaintext = fixture.putParts(KEY, ObjectMetadata.EMPTY, Optional.empty(), MIN, 1000);
  }

  private void putSingle(int length) throws IOException {
    plaintext = TestBody.bytes(length);
    vault.put(KEY, ObjectMetadata.EMPTY, TestBody.of(plaintext), WriteCondition.NONE);
  }

  private void copy() throws IOException {
    vault.copy(vault.source(KEY), TO, Optional.empty(), WriteCondition.NONE);
  }

  private StoredCopy stored(ObjectKey key) throws IOException {
    return StoredCopy.of(fixture.store("one"), fixture.name("one", key));
  }

  private void write(ObjectKey key, StoredCopy copy) throws IOException {
    copy.write(fixture.store("one"), fixture.name("one", key));
  }

  private void assertCorrupt(ObjectKey key, String what) {
    // With what is remembered and without.
    for (Vault reader : List.of(vault, fixture.restarted("one"))) {
      VaultException refused =
          assertThrows(
              VaultException.class,
              () -> VaultFixture.read(reader, key, new ByteRange.Whole()),
              what);
      assertEquals(VaultFault.CORRUPT, refused.fault(), what);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesACopyOfWhatTheSourceBecame(boolean inParts) throws IOException {
    int length = inParts ? MIN + 1000 : 1000;
    for (int later : new int[] {length, length + 1}) {
      if (inParts) {
        put();
      } else {
        putSingle(length);
      }
      CopySource source = vault.source(KEY);
      putSingle(later);
      String etag = fixture.head("one", KEY).etag();
      lying.onCopy = it -> new StoredSource(it.bucket(), it.name(), etag, ObjectSize.target(later));
      vault.copy(source, TO, Optional.empty(), WriteCondition.NONE);
      assertCorrupt(TO, "a later body of " + later);
      lying.onCopy = it -> it;
    }
  }

  @Test
  void refusesACopyOfAnotherObject() throws IOException {
    vault.put(OTHER, ObjectMetadata.EMPTY, TestBody.of(plaintext), WriteCondition.NONE);
    StoredName other = fixture.name("one", OTHER);
    String etag = fixture.head("one", OTHER).etag();
    lying.onCopy = it -> new StoredSource("one", other, etag, it.size());
    copy();
    assertCorrupt(TO, "another body");
  }

  @Test
  void refusesASourceWithTheMetadataOfAnotherObject() throws IOException {
    vault.put(OTHER, ObjectMetadata.EMPTY, TestBody.of(plaintext), WriteCondition.NONE);
    StoredHead other = fixture.head("one", OTHER);
    lying.onHead = it -> other;
    VaultException refused = assertThrows(VaultException.class, () -> vault.source(KEY));
    assertEquals(VaultFault.CORRUPT, refused.fault());
  }

  @Test
  void refusesASourceOfAnotherSize() {
    lying.onHead = it -> new StoredHead(it.etag(), it.size() + 1, it.lastModified(), it.metadata());
    VaultException refused = assertThrows(VaultException.class, () -> vault.source(KEY));
    assertEquals(VaultFault.CORRUPT, refused.fault());
  }

  @Test
  void refusesTheMetadataOfACopyElsewhere() throws IOException {
    copy();
    StoredCopy copy = stored(TO);
    StoredCopy source = stored(KEY);
    // The bodies are the same bytes: only the path in the wrap and the metadata tells.
    assertEquals(source.body(), copy.body());
    write(KEY, copy);
    assertCorrupt(KEY, "the copy at the source");
    write(TO, source);
    assertCorrupt(TO, "the source at the copy");
    write(OTHER, copy);
    assertCorrupt(OTHER, "the copy where nothing was");
    Vault two = fixture.vault("two");
    copy.write(fixture.store("two"), fixture.name("two", TO));
    VaultException refused = assertThrows(VaultException.class, () -> two.head(TO));
    assertEquals(VaultFault.CORRUPT, refused.fault());
  }

  @Test
  void refusesTheBodyThatTheSourceHasNow() throws IOException {
    copy();
    StoredCopy copy = stored(TO);
    put();
    write(TO, copy.withBody(stored(KEY).body().bytes()));
    assertCorrupt(TO, "the body of the rewritten source");
    write(TO, copy);
    assertArrayEquals(plaintext, VaultFixture.read(vault, TO, new ByteRange.Whole()));
    write(KEY, stored(KEY).withBody(copy.body().bytes()));
    assertCorrupt(KEY, "the body of the copy at the rewritten source");
  }

  @Test
  void refusesACopyCutOrGrown() throws IOException {
    copy();
    byte[] body = stored(TO).body().bytes();
    for (int length : new int[] {0, 304, body.length - 1, body.length + 1, 2 * body.length}) {
      write(TO, stored(TO).withBody(Arrays.copyOf(body, length)));
      assertCorrupt(TO, "a copy of " + length);
    }
  }

  @Test
  void acceptsTheEarlierMetadataOfACopyInPlace() throws IOException {
    // The documented limit: without state no client can tell a rollback, of metadata either.
    StoredCopy before = stored(KEY);
    ObjectMetadata later = new ObjectMetadata(Map.of(), Map.of("a", "b"), Map.of());
    vault.copy(vault.source(KEY), KEY, Optional.of(later), WriteCondition.NONE);
    assertEquals(later, vault.head(KEY).metadata());
    write(KEY, before);
    assertEquals(ObjectMetadata.EMPTY, vault.head(KEY).metadata());
    assertArrayEquals(plaintext, VaultFixture.read(vault, KEY, new ByteRange.Whole()));
  }

  @Test
  void refusesAPartOfAnotherPlaceOrUpload() throws IOException {
    fixture.putParts(KEY, ObjectMetadata.EMPTY, Optional.empty(), MIN, MIN, 1000);
    byte[] earlier = stored(KEY).body().bytes();
    fixture.putParts(KEY, ObjectMetadata.EMPTY, Optional.empty(), MIN, MIN, 1000);
    byte[] body = stored(KEY).body().bytes();
    int part = (int) ObjectSize.part(MIN);
    byte[] swapped = body.clone();
    System.arraycopy(body, 0, swapped, part, part);
    System.arraycopy(body, part, swapped, 0, part);
    byte[] stale = body.clone();
    System.arraycopy(earlier, 0, stale, 0, 2 * part);
    byte[] oldEnd = body.clone();
    System.arraycopy(earlier, 2 * part, oldEnd, 2 * part, body.length - 2 * part);
    for (byte[] wrong : List.of(swapped, stale, oldEnd)) {
      lying.onRead = it -> serving(it, wrong);
      for (int number = wrong == oldEnd ? 3 : 1; number <= (wrong == oldEnd ? 3 : 2); number++) {
        int asked = number;
        Vault fresh = VaultFixture.over(lying, fixture.paths("one"));
        VaultException refused =
            assertThrows(VaultException.class, () -> fresh.getPart(KEY, asked));
        assertEquals(VaultFault.CORRUPT, refused.fault());
      }
    }
  }

  private static StoredObject serving(StoredObject it, byte[] body) {
    ByteArrayInputStream in = new ByteArrayInputStream(body, (int) it.offset(), (int) it.length());
    return new StoredObject(it.head(), it.offset(), it.length(), in);
  }
}
