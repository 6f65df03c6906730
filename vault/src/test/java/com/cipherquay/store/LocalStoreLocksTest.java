package com.cipherquay.store;

import static com.cipherquay.store.LocksUnderTest.HELD;
import static com.cipherquay.store.LocksUnderTest.lock;
import static com.cipherquay.store.LocksUnderTest.make;
import static com.cipherquay.store.LocksUnderTest.retention;
import static com.cipherquay.store.LocksUnderTest.until;
import static com.cipherquay.store.LocksUnderTest.versions;
import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract can not see of the locks in a local store. */
final class LocalStoreLocksTest {

  private static final LockConfiguration DAY =
      new LockConfiguration(
          Optional.of(new DefaultRetention(RetentionMode.COMPLIANCE, Period.ofDays(1))));

  private final Path directory;
  private Optional<LocalStore> store = Optional.empty();

  LocalStoreLocksTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void open() throws IOException {
    store = Optional.of(LocalStore.open(directory, Durability.BUFFERED));
    if (store.get().buckets().isEmpty()) {
      store.get().create("bucket", true);
    }
  }

  @AfterEach
  void close() throws IOException {
    store.orElseThrow().close();
  }

  private ObjectStore objects() {
    return store.orElseThrow().open("bucket");
  }

  @Test
  void locksOutliveTheProcess() throws Exception {
    objects().locks().setConfiguration(DAY);
    StoredVersion held = make(objects(), "x", HELD);
    StoredLock before = lock(objects(), held);
    String upload =
        objects()
            .uploads()
            .create(new StoredName("u"), StoredDescription.of(StoredMetadata.NONE).with(before));
    close();
    open();
    assertEquals(DAY, objects().locks().configuration());
    assertEquals(before, lock(objects(), held));
    assertFault(StoreFault.LOCKED, () -> objects().delete(held));
    StoredUpload begun = new StoredUpload(new StoredName("u"), upload);
    assertEquals(before, lock(objects(), LocksUnderTest.completeWhole(objects(), begun)));
  }

  @Test
  void lifecycleRulesLeaveWhatIsLocked() throws Exception {
    StoredLock hold = StoredLock.NONE.with(LegalHold.ON);
    StoredVersion held = make(objects(), "x", hold);
    StoredVersion free = make(objects(), "x", StoredLock.NONE);
    StoredVersion last = make(objects(), "x", StoredLock.NONE);
    LifecycleTime.After day = new LifecycleTime.After(1);
    objects()
        .lifecycle()
        .replace(
            List.of(
                LifecycleContract.rule(
                    "",
                    new LifecycleAction.ExpireNoncurrent(new LifecycleAction.Noncurrent(day, 0)))));
    objects().lifecycle().follow(Instant.now().plus(Period.ofDays(3)));
    assertEquals(StoredLock.NONE, lock(objects(), last));
    assertFault(StoreFault.NO_SUCH_VERSION, () -> objects().head(free));
    assertEquals(hold, lock(objects(), held));
    objects().locks().setLegalHold(held, LegalHold.OFF);
    objects().lifecycle().follow(Instant.now().plus(Period.ofDays(3)));
    assertFault(StoreFault.NO_SUCH_VERSION, () -> objects().head(held));
  }

  @Test
  void whatTheVaultKeepsForItselfIsSparedTheDefault() throws Exception {
    objects().locks().setConfiguration(DAY);
    StoredVersion own = make(objects(), ".cq/x", StoredDescription.OWN);
    assertEquals(StoredLock.NONE, lock(objects(), own));
    objects().purge(".cq/");
    assertEquals(List.of(), versions(objects()));
    store.orElseThrow().create("plain");
    ObjectStore plain = store.orElseThrow().open("plain");
    StoredVersion there = make(plain, ".cq/x", StoredDescription.OWN);
    assertEquals(StoredLock.NONE, lock(plain, there));
  }

  @Test
  void aLargeBodyIsNotPulledForNothing() throws Exception {
    store.orElseThrow().create("plain");
    ObjectStore plain = store.orElseThrow().open("plain");
    InputStream none =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            throw new IllegalStateException("pulled");
          }
        };
    StoredDescription held = StoredDescription.of(StoredMetadata.NONE).with(HELD);
    StoredBody body = new StoredBody(none, 1 << 20);
    assertFault(
        StoreFault.NO_LOCK_CONFIGURATION,
        () -> plain.write(new StoredName("x"), body, held, WriteCondition.NONE));
    assertThrows(
        IllegalStateException.class,
        () -> objects().write(new StoredName("x"), body, held, WriteCondition.NONE));
  }

  @Test
  void aPurgeGoesPastWhatIsLocked() throws Exception {
    List<StoredVersion> held = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      StoredVersion made = make(objects(), "p/" + i, i % 3 == 0 ? HELD : StoredLock.NONE);
      if (i % 3 == 0) {
        held.add(made);
      }
    }
    assertFault(StoreFault.LOCKED, () -> objects().purge("p/"));
    assertEquals(2 * held.size(), versions(objects()).size(), "each with its marker");
    for (StoredVersion version : held) {
      assertEquals(HELD, lock(objects(), version));
    }
    assertEquals(List.of(), objects().list(new StoredPageRequest("", false, "", 1000)).entries());
  }

  @Test
  void theFileOfALockedVersionStays() throws Exception {
    StoredName name = new StoredName("large");
    StoredDescription held = StoredDescription.of(StoredMetadata.NONE).with(HELD);
    objects().write(name, body(StoreUnderTest.bytes(40_000)), held, WriteCondition.NONE);
    assertFault(StoreFault.LOCKED, () -> objects().purge("large"));
    objects()
        .write(name, body(StoreUnderTest.bytes(40_001)), StoredMetadata.NONE, WriteCondition.NONE);
    assertFault(StoreFault.LOCKED, () -> objects().purge("large"));
    assertEquals(1, ContentFileCount.in(directory));
    assertFault(StoreFault.BUCKET_NOT_EMPTY, () -> store.orElseThrow().delete("bucket"));
  }

  @Test
  void aMarkerIsNeverLocked() throws Exception {
    objects().locks().setConfiguration(DAY);
    StoredVersion made = make(objects(), "x", StoredLock.NONE);
    StoredDeletion deletion = objects().delete(made.name());
    StoredVersion marker = new StoredVersion(made.name(), deletion.versionId());
    LockStore locks = objects().locks();
    assertFault(StoreFault.DELETE_MARKER, () -> locks.setLegalHold(marker, LegalHold.ON));
    assertFault(
        StoreFault.DELETE_MARKER,
        () ->
            locks.setRetention(
                marker, retention(RetentionMode.GOVERNANCE, Duration.ofDays(1)), false));
    assertTrue(objects().delete(marker).marker());
    assertEquals(made.versionId(), objects().head(made.name()).versionId());
  }

  @Test
  void whatWasThereBeforeTheLocksCanBeLocked() throws Exception {
    store.orElseThrow().create("older");
    ObjectStore older = store.orElseThrow().open("older");
    make(older, "x", StoredLock.NONE);
    older.versions().setVersioning(Versioning.ENABLED);
    older.locks().setConfiguration(DAY);
    StoredVersion before =
        new StoredVersion(new StoredName("x"), Optional.of(StoredVersion.NULL_ID));
    assertEquals(StoredLock.NONE, lock(older, before));
    StoredLock lock = until(RetentionMode.COMPLIANCE, Duration.ofDays(1));
    older.locks().setRetention(before, lock.retention(), false);
    make(older, "x", StoredLock.NONE);
    assertEquals(lock, lock(older, before));
    assertFault(StoreFault.LOCKED, () -> older.locks().delete(before));
  }

  @Test
  void theLastMillisecondCounts() {
    Instant end = Instant.parse("2030-01-01T00:00:00.123Z");
    Retention retention = new Retention(RetentionMode.COMPLIANCE, end.plusNanos(999_999));
    assertEquals(end, retention.until());
    assertTrue(retention.holds(end.minusNanos(1)));
    assertTrue(!retention.holds(end));
    for (Period wrong :
        List.of(
            Period.ZERO,
            Period.ofDays(-1),
            Period.ofDays(36_501),
            Period.ofYears(101),
            Period.ofMonths(1),
            Period.of(1, 0, 1))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new DefaultRetention(RetentionMode.GOVERNANCE, wrong));
    }
  }
}
