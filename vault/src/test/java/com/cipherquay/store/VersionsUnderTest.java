package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** What the tests of versions do and look at. */
public interface VersionsUnderTest extends StoreUnderTest {

  default void enable() throws IOException {
    store().versions().setVersioning(Versioning.ENABLED);
  }

  default void suspend() throws IOException {
    store().versions().setVersioning(Versioning.SUSPENDED);
  }

  default StoredVersion make(String name, int size) throws IOException {
    StoredName stored = new StoredName(name);
    StoredMetadata metadata = StoredMetadata.of(bytes(1 + size % 100));
    Written written = store().write(stored, body(bytes(size)), metadata, WriteCondition.NONE);
    return new StoredVersion(stored, written.versionId());
  }

  default void assertReads(int size, StoredVersion version) throws IOException {
    StoredHead head = store().head(version);
    assertEquals(size, head.size());
    assertEquals(StoredMetadata.of(bytes(1 + size % 100)), head.metadata());
    Optional<String> etag = Optional.of(head.etag());
    try (StoredObject object = store().read(version, new ByteRange.Whole(), etag)) {
      assertArrayEquals(bytes(size), object.body().readAllBytes());
      assertEquals(head, object.head());
    }
    if (version.versionId().isPresent()) {
      assertEquals(version.versionId(), head.versionId());
    }
  }

  static StoredVersion version(String name, String id) {
    return new StoredVersion(new StoredName(name), Optional.of(id));
  }

  /** Where a marker of this id stands for an object there is nothing to read. */
  default void assertMarked(StoreFault fault, StoredVersion object, String id) {
    for (Executable read :
        List.<Executable>of(
            () -> store().head(object),
            () -> store().read(object, new ByteRange.Whole(), Optional.empty()).close())) {
      StoreException refused = assertThrows(StoreException.class, read);
      assertEquals(fault, refused.fault());
      boolean unsaid = object.versionId().isEmpty() && gaps().contains(StoreGap.MARKER_UNSAID);
      Optional<String> marker = refused.marker().flatMap(StoredMarker::versionId);
      assertEquals(unsaid ? Optional.empty() : Optional.of(id), marker);
    }
  }

  default List<StoredVersionPage.Entry> all() throws IOException {
    return store()
        .versions()
        .list(new StoredVersionRequest("", false, VersionPosition.FIRST, 1000))
        .entries();
  }

  default List<String> ids() throws IOException {
    return all().stream().map(StoredVersionPage.Entry::versionId).toList();
  }

  /** The id of a null version that was not asked for by it. */
  default Optional<String> nullId() {
    return gaps().contains(StoreGap.NULL_VERSION_UNSAID)
        ? Optional.empty()
        : Optional.of(StoredVersion.NULL_ID);
  }

  static String id(StoredVersion version) {
    return version.versionId().orElseThrow();
  }
}
