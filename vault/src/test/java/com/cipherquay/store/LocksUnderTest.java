package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the tests of locks do and look at: a bucket of their own, which can lock. */
public interface LocksUnderTest extends StoreUnderTest {

  StoredLock HELD = StoredLock.NONE.with(LegalHold.ON);

  /** A test of that bucket. */
  @FunctionalInterface
  interface LockTest {
    void run(ObjectStore locked) throws Exception;
  }

  /**
   * Runs a test, if there can be locks, and removes all it has locked, under {@code GOVERNANCE} at
   * most.
   */
  default void withLocks(LockTest test) throws Exception {
    if (gaps().contains(StoreGap.LOCKS)) {
      return;
    }
    String name = bucket() + "-locks";
    buckets().create(name, true);
    try {
      test.run(buckets().open(name));
    } finally {
      unlock(buckets().open(name));
      buckets().delete(name);
    }
  }

  private static void unlock(ObjectStore objects) throws IOException {
    for (StoredVersionPage.Entry entry : versions(objects)) {
      StoredVersion version =
          new StoredVersion(new StoredName(entry.name()), Optional.of(entry.versionId()));
      if (!entry.marker()) {
        objects.locks().setLegalHold(version, LegalHold.OFF);
      }
      objects.locks().delete(version);
    }
  }

  static List<StoredVersionPage.Entry> versions(ObjectStore objects) throws IOException {
    return objects
        .versions()
        .list(new StoredVersionRequest("", false, VersionPosition.FIRST, 1000))
        .entries();
  }

  static StoredVersion make(ObjectStore objects, String name, StoredLock lock) throws IOException {
    return make(objects, name, StoredDescription.of(StoredMetadata.NONE).with(lock));
  }

  static StoredVersion make(ObjectStore objects, String name, StoredDescription description)
      throws IOException {
    StoredName stored = new StoredName(name);
    Written written = objects.write(stored, body(bytes(100)), description, WriteCondition.NONE);
    return new StoredVersion(stored, written.versionId());
  }

  static StoredLock lock(ObjectStore objects, StoredVersion version) throws IOException {
    return objects.head(version).traits().lock();
  }

  /** A lock until some time from now, to the second as some stores keep it. */
  static StoredLock until(RetentionMode mode, Duration time) {
    return StoredLock.NONE.with(retention(mode, time));
  }

  static Optional<Retention> retention(RetentionMode mode, Duration time) {
    Instant until = Instant.ofEpochSecond(Instant.now().plus(time).getEpochSecond());
    return Optional.of(new Retention(mode, until));
  }

  static StoredUpload beginLocked(ObjectStore objects, String name, StoredLock lock)
      throws IOException {
    StoredName stored = new StoredName(name);
    StoredDescription description = StoredDescription.of(StoredMetadata.NONE).with(lock);
    return new StoredUpload(stored, objects.uploads().create(stored, description));
  }

  static StoredVersion completeWhole(ObjectStore objects, StoredUpload upload) throws IOException {
    String etag = objects.uploads().writePart(upload, 1, body(bytes(70_000)));
    List<StoredPart> parts = List.of(new StoredPart(1, etag));
    Written written = objects.uploads().complete(upload, parts, WriteCondition.NONE);
    return new StoredVersion(upload.name(), written.versionId());
  }
}
