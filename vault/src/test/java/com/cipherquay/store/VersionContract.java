package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static com.cipherquay.store.VersionsUnderTest.id;
import static com.cipherquay.store.VersionsUnderTest.version;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What makes versions of objects, reads them and ends them. */
public interface VersionContract extends VersionsUnderTest {

  @Test
  default void aNewBucketKeepsNoVersions() throws Exception {
    assertEquals(Versioning.NEVER, store().versions().versioning());
    assertEquals(Optional.empty(), make("plain", 10).versionId());
    assertEquals(Optional.empty(), make("plain", 11).versionId());
    assertEquals(Optional.empty(), head("plain").versionId());
    StoredVersion named = version("plain", StoredVersion.NULL_ID);
    if (gaps().contains(StoreGap.NULL_VERSION_OF_PLAIN)) {
      assertFault(StoreFault.UNSUPPORTED, () -> store().head(named));
    } else {
      assertReads(11, named);
    }
    StoredVersionPage.Entry only = all().get(0);
    assertEquals(List.of(StoredVersion.NULL_ID), ids());
    assertTrue(only.latest() && !only.marker());
    assertEquals(head("plain").etag(), only.etag());
    assertEquals(StoredDeletion.PLAIN, store().delete(new StoredName("plain")));
    assertEquals(List.of(), all());
  }

  @Test
  default void everyWriteMakesAVersion() throws Exception {
    enable();
    assertEquals(Versioning.ENABLED, store().versions().versioning());
    List<StoredVersion> made = List.of(make("v", 10), make("v", 200_000), make("v", 0));
    assertEquals(3, Set.copyOf(made).size());
    assertReads(10, made.get(0));
    assertReads(200_000, made.get(1));
    assertReads(0, made.get(2));
    assertEquals(made.get(2).versionId(), head("v").versionId());
    assertArrayEquals(bytes(0), read("v"));
    try (StoredObject object =
        store().read(made.get(1), new ByteRange.Suffix(5), Optional.empty())) {
      assertEquals(199_995, object.offset());
    }
    assertFault(
        StoreFault.PRECONDITION_FAILED,
        () -> store().read(made.get(0), new ByteRange.Whole(), Optional.of("other")).close());
    List<String> newestFirst = List.of(id(made.get(2)), id(made.get(1)), id(made.get(0)));
    assertEquals(newestFirst, ids());
    assertEquals(
        List.of(true, false, false), all().stream().map(StoredVersionPage.Entry::latest).toList());
    assertEquals(1, store().list(new StoredPageRequest("", false, "", 10)).entries().size());
  }

  @Test
  default void aDeletionMakesAMarkerAndItsDeletionBringsTheObjectBack() throws Exception {
    enable();
    StoredName name = new StoredName("dir/gone");
    StoredVersion made = make("dir/gone", 70_000);
    StoredDeletion deletion = store().delete(name);
    assertTrue(deletion.marker());
    String id = deletion.versionId().orElseThrow();
    assertAbsent("dir/gone");
    assertMarked(StoreFault.NO_SUCH_OBJECT, StoredVersion.current(name), id);
    assertMarked(StoreFault.DELETE_MARKER, version("dir/gone", id), id);
    StoredVersionPage.Entry listed = all().get(0);
    assertEquals(id, listed.versionId());
    assertTrue(listed.marker() && listed.latest());
    assertEquals(0, listed.size());
    assertReads(70_000, made);

    if (!gaps().contains(StoreGap.ONE_MARKER)) {
      StoredDeletion second = store().delete(name);
      assertNotEquals(deletion, second);
      assertEquals(3, all().size());
      assertEquals(second, store().delete(version("dir/gone", second.versionId().orElseThrow())));
      assertAbsent("dir/gone");
    }
    assertEquals(deletion, store().delete(version("dir/gone", id)));
    assertReads(70_000, StoredVersion.current(name));
    assertEquals(List.of(id(made)), ids());
    assertTrue(all().get(0).latest());
  }

  @Test
  default void whatNeverWasGetsAMarkerToo() throws Exception {
    enable();
    StoredDeletion deletion = store().delete(new StoredName("nothing"));
    assertTrue(deletion.marker());
    assertEquals(deletion.versionId().stream().toList(), ids());
    assertTrue(store().delete(version("nothing", ids().get(0))).marker());
    assertEquals(List.of(), all());
  }

  @Test
  default void theVersionBeforeADeletedOneIsCurrent() throws Exception {
    enable();
    StoredVersion first = make("v", 10);
    StoredVersion second = make("v", 100_000);
    StoredVersion third = make("v", 30);
    assertEquals(new StoredDeletion(false, second.versionId()), store().delete(second));
    assertReads(30, StoredVersion.current(third.name()));
    assertFault(StoreFault.NO_SUCH_VERSION, () -> store().head(second));
    assertFault(
        StoreFault.NO_SUCH_VERSION,
        () -> store().read(second, new ByteRange.Whole(), Optional.empty()).close());
    store().delete(second);
    store().delete(third);
    assertEquals(first.versionId(), head("v").versionId());
    assertReads(10, StoredVersion.current(first.name()));
    assertTrue(all().get(0).latest());
    store().delete(first);
    assertAbsent("v");
    assertEquals(List.of(), all());
  }

  @Test
  default void whatWasThereBeforeIsTheNullVersion() throws Exception {
    make("old", 90_000);
    enable();
    assertEquals(nullId(), head("old").versionId());
    StoredVersion old = version("old", StoredVersion.NULL_ID);
    StoredVersion made = make("old", 20);
    assertReads(90_000, old);
    assertReads(20, StoredVersion.current(made.name()));
    assertEquals(List.of(id(made), StoredVersion.NULL_ID), ids());
    store().delete(made);
    assertReads(90_000, StoredVersion.current(made.name()));
    assertEquals(
        new StoredDeletion(false, Optional.of(StoredVersion.NULL_ID)), store().delete(old));
    assertAbsent("old");
  }

  @Test
  default void suspendedWritesReplaceTheNullVersionAlone() throws Exception {
    enable();
    StoredVersion kept = make("s", 10);
    suspend();
    assertEquals(Versioning.SUSPENDED, store().versions().versioning());
    make("s", 100_000);
    make("s", 100_001);
    make("s", 7);
    assertEquals(List.of(StoredVersion.NULL_ID, id(kept)), ids());
    assertReads(7, version("s", StoredVersion.NULL_ID));
    assertReads(10, kept);
    enable();
    StoredVersion newer = make("s", 11);
    suspend();
    make("s", 8);
    assertEquals(List.of(StoredVersion.NULL_ID, id(newer), id(kept)), ids());
    assertReads(8, StoredVersion.current(kept.name()));
  }

  @Test
  default void suspendedDeletionsMakeOneMarkerOfTheNullId() throws Exception {
    enable();
    StoredVersion kept = make("s", 70_000);
    suspend();
    make("s", 80_000);
    for (int i = 0; i < 2; i++) {
      boolean made = store().delete(kept.name()).marker();
      assertTrue(made || gaps().contains(StoreGap.ONE_MARKER));
      assertEquals(List.of(StoredVersion.NULL_ID, id(kept)), ids());
      assertTrue(all().get(0).marker());
      assertAbsent("s");
    }
    assertReads(70_000, kept);
    boolean wasMarker = store().delete(version("s", StoredVersion.NULL_ID)).marker();
    assertTrue(wasMarker || gaps().contains(StoreGap.ONE_MARKER));
    assertReads(70_000, StoredVersion.current(kept.name()));
    assertEquals(List.of(id(kept)), ids());
  }
}
