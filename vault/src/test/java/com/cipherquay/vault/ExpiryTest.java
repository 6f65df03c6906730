package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.CallCounts;
import com.cipherquay.store.CountingStore;
import com.cipherquay.store.MemoryStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Objects that end by themselves, and the sweep that deletes them. */
final class ExpiryTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final ObjectKey OTHER = new ObjectKey("other/object");

  private final SetClock clock = new SetClock(NOW);
  private final MemoryStore store = MemoryStore.create();
  private final CallCounts calls = new CallCounts();
  private final Vault vault = over(new CountingStore(store, calls));

  private Vault over(ObjectStore other) {
    return new Vault(
        other,
        VaultFixture.paths("bucket"),
        Shared.of(clock, KeyExports.NONE, ListingSettings.DEFAULT));
  }

  private static ObjectMetadata ending(Duration after) {
    String end = NOW.plus(after).toString();
    return new ObjectMetadata(Map.of(), Map.of(ObjectMetadata.EXPIRES, end), Map.of());
  }

  private void put(ObjectKey key, Duration after) throws IOException {
    vault.put(key, ending(after), TestBody.of(new byte[70_000]), WriteCondition.NONE);
  }

  private void putForEver(ObjectKey key) throws IOException {
    vault.put(key, ObjectMetadata.EMPTY, TestBody.of(new byte[3]), WriteCondition.NONE);
  }

  private List<String> stored(String prefix) throws IOException {
    StoredPageRequest all = new StoredPageRequest(prefix, false, "", 1000);
    return store.list(all).entries().stream().map(StoredEntry::name).toList();
  }

  private int records() throws IOException {
    return stored(ExpiryRecord.ALL).size();
  }

  private int objects() throws IOException {
    return stored("").size() - records();
  }

  private static void assertGone(Executable action) {
    assertEquals(StoreFault.NO_SUCH_OBJECT, assertThrows(StoreException.class, action).fault());
  }

  @Test
  void anObjectIsThereUntilItsEnd() throws IOException {
    put(KEY, Duration.ofHours(2));
    CopySource source = vault.source(KEY);
    clock.set(NOW.plus(Duration.ofHours(2)).minusMillis(1));
    assertEquals(70_000, vault.head(KEY).length());
    assertArrayEquals(new byte[70_000], VaultFixture.read(vault, KEY, new ByteRange.Whole()));
    clock.set(NOW.plus(Duration.ofHours(2)));
    assertGone(() -> vault.head(KEY));
    assertGone(() -> vault.describe(KEY));
    assertGone(() -> vault.get(KEY, new ByteRange.Whole()).close());
    assertGone(() -> vault.get(KEY, new ByteRange.Between(5, 6)).close());
    assertGone(() -> vault.getPart(KEY, 1).close());
    assertGone(() -> vault.headPart(KEY, 1));
    assertGone(() -> vault.source(KEY));
    // Whoever looked in time may copy: the copy ends too, and has ended.
    vault.copy(source, OTHER, Optional.empty(), WriteCondition.NONE);
    assertGone(() -> vault.head(OTHER));
  }

  @Test
  void anObjectOfPartsEndsToo() throws IOException {
    String id = vault.uploads().create(KEY, ending(Duration.ofHours(2)), Optional.empty());
    TestUpload.going(vault, KEY, id).put(1, 9).complete();
    assertEquals(9, vault.head(KEY).length());
    VaultFixture.read(vault, KEY, new ByteRange.Whole());
    clock.set(NOW.plus(Duration.ofHours(2)));
    assertGone(() -> vault.head(KEY));
    assertGone(() -> vault.get(KEY, new ByteRange.Whole()).close());
    assertGone(() -> vault.getPart(KEY, 1).close());
    clock.set(NOW.plus(Duration.ofHours(4)));
    assertEquals(1, vault.sweepEnded());
    assertEquals(List.of(), stored(""));
  }

  @Test
  void onlyWhatEndsCostsACall() throws IOException {
    putForEver(KEY);
    assertEquals(Map.of(StoreCall.WRITE, 1L), calls.byCall());
    calls.reset();
    put(OTHER, Duration.ofHours(2));
    assertEquals(Map.of(StoreCall.WRITE, 2L), calls.byCall());
    calls.reset();
    // Nothing is due: the folders are listed, and nothing else.
    assertEquals(0, vault.sweepEnded());
    assertEquals(Map.of(StoreCall.LIST, 1L), calls.byCall());
  }

  @Test
  void theSweepDeletesWhatHasEndedAndNothingElse() throws IOException {
    put(KEY, Duration.ofHours(1));
    put(OTHER, Duration.ofHours(30));
    putForEver(new ObjectKey("stays"));
    clock.set(NOW.plus(Duration.ofHours(1)));
    assertEquals(0, vault.sweepEnded());
    assertEquals(3, objects());
    clock.set(NOW.plus(Duration.ofHours(2)));
    assertEquals(1, vault.sweepEnded());
    assertEquals(2, objects());
    assertEquals(1, records());
    assertEquals(0, vault.sweepEnded());
    assertEquals(70_000, vault.head(OTHER).length());
    clock.set(NOW.plus(Duration.ofHours(32)));
    assertEquals(1, vault.sweepEnded());
    assertEquals(1, objects());
    assertEquals(0, records());
    assertEquals(3, vault.head(new ObjectKey("stays")).length());
  }

  @Test
  void whatReplacedAnObjectIsNotDeleted() throws IOException {
    put(KEY, Duration.ofHours(1));
    putForEver(KEY);
    clock.set(NOW.plus(Duration.ofHours(3)));
    assertEquals(0, vault.sweepEnded());
    assertEquals(3, vault.head(KEY).length());
    assertEquals(1, records());
    clock.set(NOW.plus(Duration.ofDays(8)));
    assertEquals(0, vault.sweepEnded());
    assertEquals(0, records());
    assertEquals(3, vault.head(KEY).length());
  }

  /** The same write with another end, as a copy onto itself makes it. */
  @Test
  void anEndThatWasPutOffCounts() throws IOException {
    put(KEY, Duration.ofHours(1));
    vault.copy(
        vault.source(KEY), KEY, Optional.of(ending(Duration.ofHours(9))), WriteCondition.NONE);
    clock.set(NOW.plus(Duration.ofHours(3)));
    assertEquals(0, vault.sweepEnded());
    assertEquals(70_000, vault.head(KEY).length());
    clock.set(NOW.plus(Duration.ofHours(11)));
    assertEquals(1, vault.sweepEnded());
    assertEquals(0, objects());
  }

  @Test
  void whatIsReplacedWhileItIsSweptStays() throws IOException {
    put(KEY, Duration.ofHours(1));
    clock.set(NOW.plus(Duration.ofHours(3)));
    LyingStore racing = new LyingStore(store);
    racing.onHead =
        head -> {
          racing.onHead = it -> it;
          try {
            putForEver(KEY);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return head;
        };
    assertEquals(0, over(racing).sweepEnded());
    assertEquals(3, vault.head(KEY).length());
  }

  @Test
  void aCopyEndsLikeItsSource() throws IOException {
    put(KEY, Duration.ofHours(1));
    vault.copy(vault.source(KEY), OTHER, Optional.empty(), WriteCondition.NONE);
    vault.copy(
        vault.source(KEY),
        new ObjectKey("for ever"),
        Optional.of(ObjectMetadata.EMPTY),
        WriteCondition.NONE);
    clock.set(NOW.plus(Duration.ofHours(3)));
    assertGone(() -> vault.head(OTHER));
    assertEquals(2, vault.sweepEnded());
    assertEquals(70_000, vault.head(new ObjectKey("for ever")).length());
  }

  @Test
  void aRecordOfNothingWaitsAWeek() throws IOException {
    LyingStore failing = new LyingStore(store);
    Vault broken = over(failing);
    failing.refusesObjects = true;
    assertThrows(
        StoreException.class,
        () ->
            broken.put(
                KEY, ending(Duration.ofHours(1)), TestBody.of(new byte[1]), WriteCondition.NONE));
    assertEquals(1, records());
    assertEquals(0, objects());
    clock.set(NOW.plus(Duration.ofDays(7)));
    assertEquals(0, vault.sweepEnded());
    assertEquals(1, records());
    clock.set(NOW.plus(Duration.ofDays(7).plusHours(3)));
    assertEquals(0, vault.sweepEnded());
    assertEquals(0, records());
  }

  @Test
  void whatIsNotOursIsLeftAloneAndWhatDoesNotOpenIsRemoved() throws IOException {
    put(KEY, Duration.ofHours(1));
    String folder = stored(ExpiryRecord.ALL).get(0);
    StoredName beside = new StoredName(folder.substring(0, folder.lastIndexOf('/')) + "/damaged");
    StoredName foreign = new StoredName(ExpiryRecord.ALL + "foreign/record");
    StoredName stray = new StoredName(ExpiryRecord.ALL + "stray");
    for (StoredName name : List.of(beside, foreign, stray)) {
      new StoredCopy(Octets.of(new byte[] {1, 2, 3}), StoredMetadata.NONE).write(store, name);
    }
    clock.set(NOW.plus(Duration.ofHours(3)));
    assertEquals(1, vault.sweepEnded());
    assertEquals(List.of(foreign.value(), stray.value()), stored(""));
  }

  @Test
  void listingsHideTheRecords() throws IOException {
    put(KEY, Duration.ofHours(1));
    ListPage page =
        vault.list(new ListRequest("", "", ListPosition.BEGINNING, 1000, ListOrder.STORED));
    assertEquals(List.of(KEY), page.objects().stream().map(ListPage.ListedObject::key).toList());
    assertEquals(List.of(), page.commonPrefixes());
  }

  @Test
  void onlyATimeIsAnEnd() {
    for (String text :
        List.of(
            "",
            "never",
            "+2h",
            "2026-01-02",
            "2026-01-02T03:04:05+00:00",
            "2026-02-30T03:04:05Z",
            "2026-01-02T03:04:05.5Z",
            "+12026-01-02T03:04:05Z")) {
      ObjectMetadata metadata =
          new ObjectMetadata(Map.of(), Map.of(ObjectMetadata.EXPIRES, text), Map.of());
      assertEquals(Optional.empty(), metadata.expiry(), text);
    }
    assertEquals(Optional.of(NOW.plusSeconds(5)), ending(Duration.ofSeconds(5)).expiry());
  }
}
