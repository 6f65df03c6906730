package com.cipherquay.store;

import static com.cipherquay.store.LocksUnderTest.beginLocked;
import static com.cipherquay.store.LocksUnderTest.completeWhole;
import static com.cipherquay.store.LocksUnderTest.lock;
import static com.cipherquay.store.LocksUnderTest.make;
import static com.cipherquay.store.LocksUnderTest.until;
import static com.cipherquay.store.LocksUnderTest.versions;
import static com.cipherquay.store.StoreUnderTest.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which buckets lock versions, and what they do by default. */
public interface LockedBucketContract extends LocksUnderTest {

  @Test
  default void aStoreWithoutLocksSaysSo() throws Exception {
    if (!gaps().contains(StoreGap.LOCKS)) {
      return;
    }
    LockStore locks = store().locks();
    StoredVersion object = make(store(), "plain", StoredLock.NONE);
    StoredLock lock = until(RetentionMode.GOVERNANCE, Duration.ofDays(1));
    String name = bucket() + "-locks";
    assertFault(StoreFault.LOCK_UNSUPPORTED, () -> buckets().create(name, true));
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> buckets().head(name));
    assertFault(StoreFault.LOCK_UNSUPPORTED, () -> make(store(), "locked", lock));
    assertFault(StoreFault.LOCK_UNSUPPORTED, () -> make(store(), "locked", HELD));
    assertAbsent("locked");
    assertFault(StoreFault.LOCK_UNSUPPORTED, locks::configuration);
    assertFault(
        StoreFault.LOCK_UNSUPPORTED, () -> locks.setConfiguration(LockConfiguration.NO_DEFAULT));
    assertFault(
        StoreFault.LOCK_UNSUPPORTED, () -> locks.setRetention(object, lock.retention(), false));
    assertFault(StoreFault.LOCK_UNSUPPORTED, () -> locks.setLegalHold(object, LegalHold.ON));
  }

  @Test
  default void aBucketThatDoesNotLockSaysSo() throws Exception {
    if (gaps().contains(StoreGap.LOCKS)) {
      return;
    }
    StoredVersion object = make(store(), "plain", StoredLock.NONE);
    assertEquals(StoredLock.NONE, lock(store(), object));
    LockStore locks = store().locks();
    StoredLock lock = until(RetentionMode.GOVERNANCE, Duration.ofDays(1));
    assertFault(StoreFault.NO_LOCK_CONFIGURATION, locks::configuration);
    assertFault(StoreFault.NO_LOCK_CONFIGURATION, () -> make(store(), "locked", lock));
    assertFault(StoreFault.NO_LOCK_CONFIGURATION, () -> make(store(), "locked", HELD));
    assertAbsent("locked");
    assertFault(
        StoreFault.NO_LOCK_CONFIGURATION,
        () -> locks.setRetention(object, lock.retention(), false));
    assertFault(StoreFault.NO_LOCK_CONFIGURATION, () -> locks.setLegalHold(object, LegalHold.ON));
    assertFault(
        StoreFault.BUCKET_STATE, () -> locks.setConfiguration(LockConfiguration.NO_DEFAULT));
    store().versions().setVersioning(Versioning.ENABLED);
    if (gaps().contains(StoreGap.LOCKS_FROM_THE_START)) {
      assertFault(
          StoreFault.BUCKET_STATE, () -> locks.setConfiguration(LockConfiguration.NO_DEFAULT));
    } else {
      locks.setConfiguration(LockConfiguration.NO_DEFAULT);
      locks.setLegalHold(object, LegalHold.ON);
      assertEquals(HELD, lock(store(), object));
      locks.setLegalHold(object, LegalHold.OFF);
    }
    StoreUnderTest.assertFault(
        StoreFault.NO_SUCH_BUCKET, () -> buckets().open(bucket() + "-11").locks().configuration());
  }

  @Test
  default void aBucketThatLocksKeepsVersions() throws Exception {
    withLocks(
        locked -> {
          assertEquals(LockConfiguration.NO_DEFAULT, locked.locks().configuration());
          assertEquals(Versioning.ENABLED, locked.versions().versioning());
          locked.versions().setVersioning(Versioning.ENABLED);
          assertFault(
              StoreFault.BUCKET_STATE, () -> locked.versions().setVersioning(Versioning.SUSPENDED));
          assertEquals(Versioning.ENABLED, locked.versions().versioning());
          StoredVersion free = make(locked, "free", StoredLock.NONE);
          assertEquals(StoredLock.NONE, lock(locked, free));
          locked.delete(free);
          assertEquals(List.of(), versions(locked));
        });
  }

  @Test
  default void theDefaultRetentionIsThatOfWhatSaysNothing() throws Exception {
    withLocks(
        locked -> {
          StoredVersion before = make(locked, "x", StoredLock.NONE);
          for (DefaultRetention retention :
              List.of(
                  new DefaultRetention(RetentionMode.GOVERNANCE, Period.ofYears(1)),
                  new DefaultRetention(RetentionMode.GOVERNANCE, Period.ofDays(2)))) {
            LockConfiguration configuration = new LockConfiguration(Optional.of(retention));
            locked.locks().setConfiguration(configuration);
            assertEquals(configuration, locked.locks().configuration());
          }
          assertEquals(StoredLock.NONE, lock(locked, before));
          StoredVersion after = make(locked, "x", HELD);
          assertKept(lock(locked, after), Duration.ofDays(2));
          assertEquals(Optional.of(LegalHold.ON), lock(locked, after).legalHold());
          assertFault(StoreFault.LOCKED, () -> locked.delete(after));
          StoredLock own = until(RetentionMode.GOVERNANCE, Duration.ofHours(1));
          assertEquals(own, lock(locked, make(locked, "x", own)));
          StoredUpload upload = beginLocked(locked, "y", StoredLock.NONE);
          assertKept(lock(locked, completeWhole(locked, upload)), Duration.ofDays(2));
          StoredHead head = locked.head(after);
          StoredSource source =
              new StoredSource(bucket() + "-locks", after, head.etag(), head.size());
          locked.copy(source, new StoredName("z"), StoredMetadata.NONE, WriteCondition.NONE);
          StoredLock copied = lock(locked, StoredVersion.current(new StoredName("z")));
          assertKept(copied, Duration.ofDays(2));
          assertEquals(Optional.empty(), copied.legalHold(), "that of the source stays there");
          locked.locks().setConfiguration(LockConfiguration.NO_DEFAULT);
          assertEquals(StoredLock.NONE, lock(locked, make(locked, "x", StoredLock.NONE)));
        });
  }

  private static void assertKept(StoredLock lock, Duration time) {
    Retention retention = lock.retention().orElseThrow();
    assertEquals(RetentionMode.GOVERNANCE, retention.mode());
    Duration off = Duration.between(Instant.now().plus(time), retention.until()).abs();
    assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, off.toString());
  }
}
