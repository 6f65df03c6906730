package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.Versioning;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of objects in plaintext. */
final class VersionsTest {

  private static final int MIN = 5 << 20;

  private final CopyFixture fixture = new CopyFixture();
  private final Vault vault = fixture.vault("one");

  @BeforeEach
  void keepVersions() throws IOException {
    vault.versions().set(Versioning.ENABLED);
  }

  private ObjectVersion put(int length) throws IOException {
    PlaintextBody body = TestBody.of(TestBody.bytes(length));
    Written written = vault.put(KEY, ObjectMetadata.EMPTY, body, WriteCondition.NONE);
    return new ObjectVersion(KEY, written.versionId());
  }

  private ObjectVersion putParts(int first, int second) throws IOException {
    CompletedUpload done = TestUpload.create(vault).put(1, first).put(2, second).complete();
    return new ObjectVersion(KEY, done.versionId());
  }

  private void assertReads(byte[] expected, ObjectVersion version) throws IOException {
    try (VaultObject object = vault.get(version, new ByteRange.Whole())) {
      assertArrayEquals(expected, object.body().readAllBytes());
      if (version.versionId().isPresent()) {
        assertEquals(version.versionId(), object.info().versionId());
      }
    }
    assertEquals(expected.length, vault.head(version).length());
  }

  private static byte[] joined(int first, int second) {
    byte[] all = Arrays.copyOf(TestBody.bytes(first), first + second);
    System.arraycopy(TestBody.bytes(second), 0, all, first, second);
    return all;
  }

  @Test
  void everyVersionReadsAsItWasPut() throws IOException {
    ObjectVersion small = put(10);
    ObjectVersion large = put(200_000);
    ObjectVersion empty = put(0);
    assertReads(TestBody.bytes(10), small);
    assertReads(TestBody.bytes(200_000), large);
    assertReads(new byte[0], empty);
    assertReads(new byte[0], ObjectVersion.current(KEY));
    assertFalse(vault.head(small).etag().equals(vault.head(large).etag()));
  }

  @Test
  void rangesOfTwoVersionsInPartsAreNotConfused() throws IOException {
    ObjectVersion first = putParts(MIN, 70_000);
    ObjectVersion second = putParts(MIN + 1000, 90_000);
    byte[] firstBytes = joined(MIN, 70_000);
    byte[] secondBytes = joined(MIN + 1000, 90_000);
    for (int round = 0; round < 2; round++) {
      fixture.calls().reset();
      for (int from : new int[] {0, MIN - 10, MIN + 500}) {
        assertRange(firstBytes, first, from);
        assertRange(secondBytes, second, from);
        assertRange(secondBytes, ObjectVersion.current(KEY), from);
      }
    }
    // All is known by now, of every version: no call beyond the reads themselves.
    assertEquals(Map.of(StoreCall.READ, 9L), fixture.calls().byCall());
    assertReads(firstBytes, first);
    vault.delete(second);
    assertReads(firstBytes, ObjectVersion.current(KEY));
    assertEquals(
        StoreFault.NO_SUCH_VERSION,
        assertThrows(StoreException.class, () -> vault.get(second, new ByteRange.From(MIN)))
            .fault());
  }

  private void assertRange(byte[] whole, ObjectVersion version, int from) throws IOException {
    try (VaultObject object = vault.get(version, new ByteRange.Between(from, from + 99))) {
      assertArrayEquals(Arrays.copyOfRange(whole, from, from + 100), object.body().readAllBytes());
    }
  }

  @Test
  void partsAndChecksumsAreThoseOfTheVersion() throws IOException {
    ObjectVersion parts = putParts(MIN, 5);
    ObjectVersion single = put(7);
    try (VaultObject object = vault.getPart(parts, 2)) {
      assertArrayEquals(TestBody.bytes(5), object.body().readAllBytes());
    }
    assertEquals(2, vault.headPart(parts, 1).object().parts().count());
    assertEquals(0, vault.head(single).parts().count());
    assertEquals(List.of(), vault.describe(single).checksums());
    assertThrows(VaultException.class, () -> vault.getPart(single, 2));
  }

  @Test
  void aDeletedObjectComesBackWithTheDeletionOfItsMarker() throws IOException {
    put(10);
    StoredDeletion deletion = vault.delete(KEY);
    assertTrue(deletion.marker());
    StoreException gone = assertThrows(StoreException.class, () -> vault.head(KEY));
    assertEquals(StoreFault.NO_SUCH_OBJECT, gone.fault());
    assertEquals(deletion.versionId(), gone.marker().orElseThrow().versionId());
    ObjectVersion marker = new ObjectVersion(KEY, deletion.versionId());
    StoreException named = assertThrows(StoreException.class, () -> vault.head(marker));
    assertEquals(StoreFault.DELETE_MARKER, named.fault());
    DeletedObjects deletions = vault.deleteAll(List.of(marker));
    assertEquals(Map.of(marker, deletion), deletions.deleted());
    assertReads(TestBody.bytes(10), ObjectVersion.current(KEY));
  }

  @Test
  void anOldVersionIsCopiedBack() throws IOException {
    ObjectVersion single = put(100_000);
    ObjectVersion parts = putParts(MIN, 9);
    put(1);
    for (ObjectVersion old : List.of(single, parts)) {
      byte[] expected = old.equals(single) ? TestBody.bytes(100_000) : joined(MIN, 9);
      Written copy = vault.copy(vault.source(old), KEY, Optional.empty(), WriteCondition.NONE);
      assertReads(expected, ObjectVersion.current(KEY));
      assertReads(expected, new ObjectVersion(KEY, copy.versionId()));
      assertReads(expected, old);
    }
    assertEquals(5, list().versions().size());
  }

  private VersionPage list() throws IOException {
    return vault.versions().list(new VersionListRequest("", "", "", Optional.empty(), 1000));
  }

  @Test
  void aCompletionThatIsAskedForTwiceNamesItsVersion() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, 70_000);
    CompletedUpload done = upload.complete();
    assertTrue(done.versionId().isPresent());
    assertEquals(done, upload.complete());
    assertEquals(1, list().versions().size());
  }

  @Test
  void uploadsLeaveNoVersionBehind() throws IOException {
    TestUpload.create(vault).put(1, MIN).put(2, 5).put(2, 6).complete();
    TestUpload aborted = TestUpload.create(vault).put(1, 5);
    vault.uploads().abort(KEY, aborted.id);
    assertEquals(1, list().versions().size());
    assertEquals(
        1,
        fixture
            .store("one")
            .versions()
            .list(new StoredVersionRequest("", false, VersionPosition.FIRST, 1000))
            .entries()
            .size());
  }

  @Test
  void whatABucketWithoutVersionsCostsHasNotChanged() throws IOException {
    Vault plain = fixture.vault("two");
    PlaintextBody body = TestBody.of(new byte[9]);
    fixture.calls().reset();
    Written written = plain.put(KEY, ObjectMetadata.EMPTY, body, WriteCondition.NONE);
    assertEquals(Optional.empty(), written.versionId());
    assertEquals(Optional.empty(), plain.head(KEY).versionId());
    plain.get(KEY, new ByteRange.Whole()).close();
    assertEquals(StoredDeletion.PLAIN, plain.delete(KEY));
    assertEquals(
        Map.of(StoreCall.WRITE, 1L, StoreCall.HEAD, 1L, StoreCall.READ, 1L, StoreCall.DELETE, 1L),
        fixture.calls().byCall());
    assertEquals(Versioning.NEVER, plain.versions().versioning());
  }
}
