package com.cipherquay.store;

import static com.cipherquay.store.LocksUnderTest.beginLocked;
import static com.cipherquay.store.LocksUnderTest.completeWhole;
import static com.cipherquay.store.LocksUnderTest.lock;
import static com.cipherquay.store.LocksUnderTest.make;
import static com.cipherquay.store.LocksUnderTest.retention;
import static com.cipherquay.store.LocksUnderTest.until;
import static com.cipherquay.store.LocksUnderTest.versions;
import static com.cipherquay.store.StoreUnderTest.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What keeps versions from being deleted, and what does not. */
public interface LockContract extends LocksUnderTest {

  @Test
  default void everyWriteLocksAsItSays() throws Exception {
    withLocks(
        locked -> {
          StoredLock lock = until(RetentionMode.GOVERNANCE, Duration.ofDays(1)).with(LegalHold.ON);
          StoredVersion written = make(locked, "w", lock);
          assertLocked(locked, written, lock);
          StoredVersion uploaded = completeWhole(locked, beginLocked(locked, "u", lock));
          boolean forgotten = gaps().contains(StoreGap.LOCKS_OF_COPIES);
          if (forgotten) {
            assertEquals(StoredLock.NONE, lock(locked, uploaded));
          } else {
            assertLocked(locked, uploaded, lock);
          }
          StoredHead head = locked.head(written);
          StoredSource source =
              new StoredSource(bucket() + "-locks", written, head.etag(), head.size());
          StoredDescription description = StoredDescription.of(StoredMetadata.NONE).with(HELD);
          StoredName copy = new StoredName("c");
          locked.copy(source, copy, description, WriteCondition.NONE);
          StoredHead copied = locked.head(copy);
          if (forgotten) {
            assertEquals(StoredLock.NONE, copied.traits().lock());
          } else {
            assertLocked(locked, new StoredVersion(copy, copied.versionId()), HELD);
          }
          assertFault(StoreFault.BUCKET_NOT_EMPTY, () -> buckets().delete(bucket() + "-locks"));
        });
  }

  private static void assertLocked(ObjectStore objects, StoredVersion version, StoredLock lock)
      throws Exception {
    assertEquals(lock, lock(objects, version));
    try (StoredObject read = objects.read(version, new ByteRange.Whole(), Optional.empty())) {
      assertEquals(lock, read.head().traits().lock());
    }
    assertFault(StoreFault.LOCKED, () -> objects.delete(version));
    assertEquals(
        Map.of(version, StoreFault.LOCKED), objects.deleteAll(List.of(version)).failures());
    assertEquals(lock, lock(objects, version));
    StoredDeletion marker = objects.delete(version.name());
    assertTrue(marker.marker());
    objects.delete(new StoredVersion(version.name(), marker.versionId()));
    assertEquals(version.versionId(), objects.head(version.name()).versionId());
  }

  @Test
  default void governanceYieldsToWhoBypassesIt() throws Exception {
    withLocks(
        locked -> {
          LockStore locks = locked.locks();
          RetentionMode mode = RetentionMode.GOVERNANCE;
          StoredVersion version = make(locked, "g", until(mode, Duration.ofDays(2)));
          locks.setRetention(version, retention(mode, Duration.ofDays(3)), false);
          assertFault(
              StoreFault.LOCKED,
              () -> locks.setRetention(version, retention(mode, Duration.ofDays(2)), false));
          Optional<Retention> shorter = retention(mode, Duration.ofDays(1));
          locks.setRetention(version, shorter, true);
          assertEquals(shorter, lock(locked, version).retention());
          assertFault(StoreFault.LOCKED, () -> locked.delete(version));
          StoredVersion free = make(locked, "f", StoredLock.NONE);
          StoredVersion held = make(locked, "h", HELD);
          StoredDeletions deletions = locks.deleteAll(List.of(version, held, free));
          assertEquals(Map.of(held, StoreFault.LOCKED), deletions.failures());
          assertFault(StoreFault.NO_SUCH_VERSION, () -> locked.head(version));
          assertFault(StoreFault.LOCKED, () -> locks.delete(held));
          StoredVersion other = make(locked, "g", until(mode, Duration.ofDays(2)));
          locks.delete(other);
          assertFault(StoreFault.NO_SUCH_VERSION, () -> locked.head(other));
        });
  }

  @Test
  default void complianceYieldsToTimeAlone() throws Exception {
    withLocks(
        locked -> {
          LockStore locks = locked.locks();
          RetentionMode mode = RetentionMode.COMPLIANCE;
          StoredVersion version = make(locked, "c", until(mode, Duration.ofSeconds(3)));
          Optional<Retention> longer = retention(mode, Duration.ofSeconds(5));
          locks.setRetention(version, longer, false);
          assertEquals(longer, lock(locked, version).retention());
          for (Optional<Retention> wrong :
              List.of(
                  retention(mode, Duration.ofSeconds(2)),
                  retention(RetentionMode.GOVERNANCE, Duration.ofDays(1)))) {
            assertFault(StoreFault.LOCKED, () -> locks.setRetention(version, wrong, true));
          }
          assertFault(StoreFault.LOCKED, () -> locks.delete(version));
          assertEquals(
              Map.of(version, StoreFault.LOCKED), locks.deleteAll(List.of(version)).failures());
          assertEquals(longer, lock(locked, version).retention());
          Thread.sleep(Duration.between(Instant.now(), longer.get().until()).toMillis() + 1500);
          locked.delete(version);
          assertEquals(List.of(), versions(locked));
        });
  }

  @Test
  default void aLegalHoldStandsByItself() throws Exception {
    withLocks(
        locked -> {
          LockStore locks = locked.locks();
          StoredVersion version = make(locked, "h", StoredLock.NONE);
          locks.setLegalHold(version, LegalHold.ON);
          assertEquals(HELD, lock(locked, version));
          assertFault(StoreFault.LOCKED, () -> locked.delete(version));
          Optional<Retention> retention = retention(RetentionMode.GOVERNANCE, Duration.ofDays(1));
          locks.setRetention(version, retention, false);
          assertEquals(HELD.with(retention), lock(locked, version));
          locks.setLegalHold(version, LegalHold.OFF);
          assertEquals(StoredLock.NONE.with(LegalHold.OFF).with(retention), lock(locked, version));
          assertFault(StoreFault.LOCKED, () -> locked.delete(version));
          StoredVersion never = StoredVersion.current(new StoredName("never"));
          assertFault(StoreFault.NO_SUCH_OBJECT, () -> locks.setLegalHold(never, LegalHold.ON));
          assertFault(StoreFault.NO_SUCH_OBJECT, () -> locks.setRetention(never, retention, false));
        });
  }

  @Test
  default void aPurgeLeavesWhatIsLockedBehindMarkers() throws Exception {
    withLocks(
        locked -> {
          StoredVersion held = make(locked, "p/a", HELD);
          StoredVersion current = make(locked, "p/a", StoredLock.NONE);
          StoredVersion newest = make(locked, "p/b", HELD);
          StoredVersion free = make(locked, "p/c", StoredLock.NONE);
          StoredVersion spared = make(locked, "q", HELD);
          for (int i = 0; i < 2; i++) {
            assertFault(StoreFault.LOCKED, () -> locked.purge("p/"));
            assertEquals(HELD, lock(locked, held));
            assertEquals(HELD, lock(locked, newest));
            assertEquals(HELD, lock(locked, spared));
            assertFault(StoreFault.NO_SUCH_VERSION, () -> locked.head(current));
            assertFault(StoreFault.NO_SUCH_VERSION, () -> locked.head(free));
            assertEquals(
                List.of("q"),
                locked.list(new StoredPageRequest("", false, "", 10)).entries().stream()
                    .map(StoredEntry::name)
                    .toList());
          }
          locked.locks().setLegalHold(held, LegalHold.OFF);
          locked.locks().setLegalHold(newest, LegalHold.OFF);
          locked.purge("p/");
          assertEquals(List.of("q"), versions(locked).stream().map(it -> it.name()).toList());
        });
  }

  @Test
  default void aTimeFarAwayIsKeptOrRefused() throws Exception {
    withLocks(
        locked -> {
          LockStore locks = locked.locks();
          StoredVersion version = make(locked, "x", StoredLock.NONE);
          Instant last = Instant.parse("2106-02-07T06:28:15Z");
          RetentionMode mode = RetentionMode.GOVERNANCE;
          Optional<Retention> least = Optional.of(new Retention(mode, last));
          locks.setRetention(version, least, false);
          assertEquals(least, lock(locked, version).retention());
          Optional<Retention> longer = Optional.of(new Retention(mode, last.plusSeconds(1)));
          LockConfiguration century =
              new LockConfiguration(Optional.of(new DefaultRetention(mode, Period.ofYears(100))));
          if (gaps().contains(StoreGap.LOCKS_AFTER_2106)) {
            StoreFault refused = StoreFault.UNSUPPORTED;
            assertFault(refused, () -> locks.setRetention(version, longer, false));
            assertFault(refused, () -> make(locked, "y", StoredLock.NONE.with(longer)));
            assertFault(refused, () -> locks.setConfiguration(century));
            assertEquals(least, lock(locked, version).retention());
          } else {
            locks.setRetention(version, longer, false);
            assertEquals(longer, lock(locked, version).retention());
            locks.setConfiguration(century);
            assertEquals(century, locks.configuration());
          }
        });
  }
}
