package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static com.cipherquay.store.VersionsUnderTest.id;
import static com.cipherquay.store.VersionsUnderTest.version;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What versions are to the rest of a store. */
public interface VersionUseContract extends VersionsUnderTest {

  @Test
  default void conditionsAreThoseOfTheCurrentVersion() throws Exception {
    if (gaps().contains(StoreGap.IF_ABSENT)) {
      return;
    }
    enable();
    StoredVersion old = make("c", 10);
    String oldTag = head("c").etag();
    WriteCondition absent = new WriteCondition.IfAbsent();
    assertFault(StoreFault.PRECONDITION_FAILED, () -> write("c", bytes(11), absent));
    store().delete(old.name());
    write("c", bytes(12), absent);
    assertArrayEquals(bytes(12), read("c"));
    assertFault(
        StoreFault.PRECONDITION_FAILED,
        () -> write("c", bytes(13), new WriteCondition.IfMatch(oldTag)));
    assertEquals(3, all().size());
    if (!gaps().contains(StoreGap.IF_MATCH_OF_VERSION)) {
      write("c", bytes(14), new WriteCondition.IfMatch(head("c").etag()));
      assertArrayEquals(bytes(14), read("c"));
    }
  }

  @Test
  default void copiesAndCompletionsMakeVersions() throws Exception {
    enable();
    StoredVersion first = make("from", 150_000);
    String etag = store().head(first).etag();
    make("from", 12);
    StoredSource source = new StoredSource(bucket(), first, etag, 150_000);
    StoredMetadata metadata = StoredMetadata.of(bytes(5));
    Written back = store().copy(source, first.name(), metadata, WriteCondition.NONE);
    assertArrayEquals(bytes(150_000), read("from"));
    Optional<String> made = head("from").versionId();
    assertEquals(
        gaps().contains(StoreGap.VERSION_OF_COPY_UNSAID) ? Optional.empty() : made,
        back.versionId());
    assertEquals(metadata, head("from").metadata());
    assertReads(150_000, first);
    store().delete(first);
    assertArrayEquals(bytes(150_000), read("from"));
    assertFault(
        StoreFault.NO_SUCH_VERSION,
        () -> store().copy(source, first.name(), metadata, WriteCondition.NONE));

    StoredUpload upload = begin("from");
    List<StoredPart> parts = List.of(part(upload, 1, bytes(70_000)));
    Written completed = uploads().complete(upload, parts, WriteCondition.NONE);
    assertEquals(completed.versionId(), head("from").versionId());
    assertEquals(3, ids().size());
    store().delete(new StoredVersion(first.name(), completed.versionId()));
    assertEquals(made, head("from").versionId());
  }

  @Test
  default void manyVersionsAreDeletedAtOnce() throws Exception {
    enable();
    StoredVersion first = make("a", 10);
    StoredVersion second = make("a", 11);
    StoredVersion other = StoredVersion.current(make("b", 12).name());
    StoredVersion never = StoredVersion.current(new StoredName("never"));
    StoredDeletions deletions = store().deleteAll(List.of(first, other, second, never));
    assertEquals(Map.of(), deletions.failures());
    assertEquals(new StoredDeletion(false, first.versionId()), deletions.deleted().get(first));
    assertEquals(new StoredDeletion(false, second.versionId()), deletions.deleted().get(second));
    assertAbsent("a");
    assertAbsent("b");
    List<StoredVersionPage.Entry> left = all();
    assertEquals(List.of("b", "b", "never"), left.stream().map(e -> e.name()).toList());
    StoredDeletion made = deletions.deleted().get(other);
    assertEquals(new StoredDeletion(true, Optional.of(left.get(0).versionId())), made);
    StoredVersion marker = version("b", left.get(0).versionId());
    StoredDeletions ended = store().deleteAll(List.of(marker, marker));
    assertEquals(Map.of(marker, made), ended.deleted());
    assertArrayEquals(bytes(12), read("b"));
  }

  @Test
  default void aPurgeLeavesNoVersion() throws Exception {
    make(".cq/x/1", 10);
    enable();
    make(".cq/x/1", 80_000);
    make(".cq/x/2", 80_001);
    store().delete(new StoredName(".cq/x/2"));
    store().delete(new StoredName(".cq/x/3"));
    StoredVersion spared = make(".cq/y", 3);
    store().purge(".cq/x/");
    assertEquals(List.of(id(spared)), ids());
    assertFalse(all().isEmpty());
  }

  @Test
  default void aBucketWithVersionsIsNotEmpty() throws Exception {
    String other = bucket() + "-12";
    buckets().create(other);
    ObjectStore objects = buckets().open(other);
    objects.versions().setVersioning(Versioning.ENABLED);
    StoredName name = new StoredName("x");
    Written made = objects.write(name, body(bytes(3)), StoredMetadata.NONE, WriteCondition.NONE);
    StoredDeletion deletion = objects.delete(name);
    assertFault(StoreFault.BUCKET_NOT_EMPTY, () -> buckets().delete(other));
    objects.delete(new StoredVersion(name, made.versionId()));
    assertFault(StoreFault.BUCKET_NOT_EMPTY, () -> buckets().delete(other));
    objects.delete(new StoredVersion(name, deletion.versionId()));
    buckets().delete(other);
  }

  @Test
  default void aVersionThatNeverWasIsRefused() throws Exception {
    enable();
    make("x", 5);
    for (String id : List.of("no such version", "x", StoredVersion.NULL_ID)) {
      StoreFault fault =
          assertThrows(StoreException.class, () -> store().head(version("x", id))).fault();
      assertTrue(
          Set.of(StoreFault.NO_SUCH_VERSION, StoreFault.INVALID_VERSION).contains(fault),
          fault + " for " + id);
      assertEquals(
          fault,
          assertThrows(
                  StoreException.class,
                  () ->
                      store()
                          .read(version("x", id), new ByteRange.Whole(), Optional.empty())
                          .close())
              .fault());
    }
    assertEquals(1, all().size());
  }
}
