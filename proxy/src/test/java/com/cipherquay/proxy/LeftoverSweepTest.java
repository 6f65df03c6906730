package com.cipherquay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.Durability;
import com.cipherquay.store.LifecycleAction;
import com.cipherquay.store.LifecycleTime;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.LifecycleRule;
import com.cipherquay.vault.ListOrder;
import com.cipherquay.vault.ListPosition;
import com.cipherquay.vault.ListRequest;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectMetadata;
import com.cipherquay.vault.ObjectTags;
import com.cipherquay.vault.PlaintextBody;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sweep in the background: it finds every bucket, and nothing that fails ends it. */
final class LeftoverSweepTest {

  private static final Duration NOTHING_IS_YOUNG = Duration.ofHours(-1);
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final ListRequest SORTED =
      new ListRequest("", "", ListPosition.BEGINNING, 9, ListOrder.SORTED);

  /** Fails in every way that a store can, before it works. */
  private static final class Recovering implements BucketStore {

    private final MemoryBucketStore store = new MemoryBucketStore();
    private final AtomicInteger lists = new AtomicInteger();

    @Override
    public List<Bucket> buckets() throws IOException {
      return switch (lists.incrementAndGet()) {
        case 1 -> throw new StoreException(StoreFault.UNAVAILABLE, "down");
        case 2 -> throw new IllegalStateException("a defect");
        default -> store.buckets();
      };
    }

    @Override
    public void create(String bucket, boolean locks) throws IOException {
      store.create(bucket, locks);
    }

    @Override
    public void head(String bucket) throws IOException {
      store.head(bucket);
    }

    @Override
    public void delete(String bucket) throws IOException {
      store.delete(bucket);
    }

    @Override
    public ObjectStore open(String bucket) {
      if (bucket.equals("b-broken") && lists.get() == 3) {
        throw new IllegalStateException("a bucket that fails");
      }
      return store.open(bucket);
    }

    @Override
    public void close() throws IOException {
      store.close();
    }
  }

  private static int reserved(BucketStore store, String bucket) throws IOException {
    return store.open(bucket).list(new StoredPageRequest(".cq/", false, "", 1000)).entries().size();
  }

  /** Leaves what a proxy leaves that was killed after the store had ended the upload. */
  private static void leave(Vaults vaults, BucketStore store, String bucket) throws IOException {
    vaults.create(bucket);
    vaults
        .open(bucket)
        .uploads()
        .create(new ObjectKey("k"), ObjectMetadata.EMPTY, Optional.empty());
    var uploads = store.open(bucket).uploads();
    var upload = uploads.list("", UploadPosition.FIRST, 10).entries().get(0);
    uploads.abort(new StoredUpload(new StoredName(upload.name()), upload.id()));
    assertEquals(1, reserved(store, bucket));
  }

  private static boolean becomesEmpty(BucketStore store, String bucket)
      throws IOException, InterruptedException {
    for (int i = 0; i < 500 && reserved(store, bucket) > 0; i++) {
      Thread.sleep(20);
    }
    return reserved(store, bucket) == 0;
  }

  @Test
  void everyBucketIsSweptWhateverFailedBefore() throws Exception {
    try (Recovering store = new Recovering()) {
      Vaults preparing = Vaults.of(FixedKeyset.create(), store);
      for (String bucket : List.of("a-bucket", "b-broken", "c-bucket")) {
        leave(preparing, store, bucket);
      }
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      LeftoverSweep sweep = LeftoverSweep.start(vaults, NOTHING_IS_YOUNG, SOON, SOON);
      for (String bucket : List.of("a-bucket", "c-bucket", "b-broken")) {
        // Not through the store that fails: it fails whoever asks.
        assertTrue(becomesEmpty(store.store, bucket), bucket);
      }
      sweep.close();
    }
  }

  @Test
  void whatHasEndedIsDeleted() throws Exception {
    try (MemoryBucketStore store = new MemoryBucketStore()) {
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      vaults.create("bucket");
      ObjectKey key = new ObjectKey("k");
      // What ended in an hour that is over is due.
      Map<String, String> ended = Map.of(ObjectMetadata.EXPIRES, "2026-01-02T03:04:05Z");
      vaults
          .open("bucket")
          .put(
              key,
              new ObjectMetadata(Map.of(), ended, Map.of()),
              new PlaintextBody(InputStream.nullInputStream(), 0, Map::of),
              WriteCondition.NONE);
      AtomicReference<Instant> day = new AtomicReference<>(Instant.now());
      SteadyClock clock = new SteadyClock(day::get, () -> 0);
      LeftoverSweep sweep = new LeftoverSweep(vaults, NOTHING_IS_YOUNG, clock);
      StoredPageRequest all = new StoredPageRequest("", false, "", 9);
      day.updateAndGet(it -> it.plus(NEVER));
      sweep.ended();
      sweep.rules();
      // The object, and the record of its end.
      assertEquals(2, store.open("bucket").list(all).entries().size(), "by a clock that jumped");
      day.updateAndGet(it -> it.minus(NEVER));
      sweep.ended();
      assertEquals(List.of(), store.open("bucket").list(all).entries());
      sweep.close();
    }
  }

  @Test
  void lifecycleRulesAreFollowed(@TempDir Path folder) throws Exception {
    try (LocalStore store = LocalStore.open(folder, Durability.BUFFERED)) {
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      PlaintextBody nothing = new PlaintextBody(InputStream.nullInputStream(), 0, Map::of);
      for (String bucket : List.of("a-bucket", "b-bucket")) {
        vaults.create(bucket);
        Vault vault = vaults.open(bucket);
        for (String key : List.of("a/k", "b/k")) {
          vault.put(new ObjectKey(key), ObjectMetadata.EMPTY, nothing, WriteCondition.NONE);
        }
        LifecycleAction past =
            new LifecycleAction.Expire(new LifecycleTime.On(Instant.parse("2020-01-01T00:00:00Z")));
        LifecycleRule rule =
            new LifecycleRule(
                "a/", ObjectTags.NONE, OptionalLong.empty(), OptionalLong.empty(), List.of(past));
        vault.lifecycle().replace(List.of(rule));
        assertEquals(2, vault.list(SORTED).objects().size());
      }
      LeftoverSweep sweep = LeftoverSweep.start(vaults, NOTHING_IS_YOUNG, NEVER, NEVER);
      sweep.rules();
      for (String bucket : List.of("a-bucket", "b-bucket")) {
        // What sorted listings remember is of before.
        assertEquals(1, vaults.open(bucket).list(SORTED).objects().size());
        assertEquals(0, vaults.open(bucket).head(new ObjectKey("b/k")).length());
      }
      sweep.close();
    }
  }

  @Test
  void closedBeforeItBeganItDoesNothing() throws Exception {
    try (Recovering store = new Recovering()) {
      Vaults vaults = Vaults.of(FixedKeyset.create(), store);
      leave(vaults, store, "bucket");
      LeftoverSweep.start(vaults, NOTHING_IS_YOUNG, NEVER, NEVER).close();
      assertEquals(0, store.lists.get());
      assertEquals(1, reserved(store, "bucket"));
    }
  }
}
