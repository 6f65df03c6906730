package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.LifecycleAction;
import com.cipherquay.store.LifecycleTime;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredFilter;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredRule;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ceph does what the rules ask for that it is given. In the gateway of tests/radosgw a day has two
 * seconds.
 */
@Tag("radosgw")
@Timeout(180)
final class RadosgwLifecycleTest {

  private static final StoredTags BLUE = new StoredTags(Map.of("3HKf", "VXgV"));
  private static final LifecycleTime.After DAY = new LifecycleTime.After(1);

  private static void write(ObjectStore store, String name, StoredTags tags) throws IOException {
    StoredDescription described = StoredDescription.of(StoredMetadata.NONE).with(tags);
    StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[3]), 3);
    store.write(new StoredName(name), body, described, WriteCondition.NONE);
  }

  private static List<String> names(ObjectStore store) throws IOException {
    return store.list(new StoredPageRequest("", false, "", 1000)).entries().stream()
        .map(StoredEntry::name)
        .toList();
  }

  @Test
  void whatIsMeantGoesAndTheRestStays() throws Exception {
    String bucket = "lifecycle-" + UUID.randomUUID().toString().substring(0, 8);
    try (S3BucketStore buckets =
        S3BucketStore.open(UpstreamSettings.of(Radosgw.endpoint()), Radosgw.credentials())) {
      buckets.create(bucket);
      ObjectStore store = buckets.open(bucket);
      for (String name : List.of("a/1", "a/b/2", "ab", "b/1", "Zwhole", ".cq/bucket/lifecycle")) {
        write(store, name, StoredTags.NONE);
      }
      write(store, "b/blue", BLUE);
      write(store, "b/red", new StoredTags(Map.of("3HKf", "other")));
      String kept = store.uploads().create(new StoredName("b/u"), StoredMetadata.NONE);
      store.uploads().create(new StoredName("a/u"), StoredMetadata.NONE);
      StoredFilter blue = new StoredFilter("", BLUE, OptionalLong.empty(), OptionalLong.empty());
      List<LifecycleAction> expire = List.of(new LifecycleAction.Expire(DAY));
      store
          .lifecycle()
          .replace(
              List.of(
                  new StoredRule(
                      StoredFilter.of("a/"),
                      List.of(
                          new LifecycleAction.Expire(DAY), new LifecycleAction.AbortUploads(DAY))),
                  new StoredRule(blue, expire),
                  new StoredRule(StoredFilter.of("Z"), expire)));
      List<String> rest = List.of(".cq/bucket/lifecycle", "ab", "b/1", "b/red");
      while (!names(store).equals(rest) || uploads(store).size() > 1) {
        Thread.sleep(500);
      }
      // Whatever else Ceph would do by these rules, it does in the next rounds.
      Thread.sleep(10_000);
      assertEquals(rest, names(store));
      assertEquals(List.of(kept), uploads(store));
      store.lifecycle().remove();
      buckets.delete(emptied(buckets, bucket));
    }
  }

  private static List<String> uploads(ObjectStore store) throws IOException {
    return store.uploads().list("", UploadPosition.FIRST, 10).entries().stream()
        .map(upload -> upload.id())
        .toList();
  }

  private static String emptied(S3BucketStore buckets, String bucket) throws IOException {
    for (String name : names(buckets.open(bucket))) {
      buckets.open(bucket).delete(new StoredName(name));
    }
    return bucket;
  }

  @Test
  void whatCephDoesNotKnowIsRefusedAndTheOldRulesStay() throws Exception {
    String bucket = "lifecycle-" + UUID.randomUUID().toString().substring(0, 8);
    try (S3BucketStore buckets =
        S3BucketStore.open(UpstreamSettings.of(Radosgw.endpoint()), Radosgw.credentials())) {
      buckets.create(bucket);
      ObjectStore store = buckets.open(bucket);
      StoredRule known =
          new StoredRule(StoredFilter.of("a/"), List.of(new LifecycleAction.Expire(DAY)));
      store.lifecycle().replace(List.of(known));
      StoredRule unknown =
          new StoredRule(
              StoredFilter.of("b/"),
              List.of(
                  new LifecycleAction.ExpireNoncurrent(new LifecycleAction.Noncurrent(DAY, 2))));
      StoreException refused =
          assertThrows(StoreException.class, () -> store.lifecycle().replace(List.of(unknown)));
      assertEquals(StoreFault.UNSUPPORTED, refused.fault());
      write(store, "a/1", StoredTags.NONE);
      while (!names(store).isEmpty()) {
        Thread.sleep(500);
      }
      buckets.delete(bucket);
    }
  }
}
