package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.store.Durability;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PathNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A directory of a million keys, sorted by a process with a heap of 256 MiB. */
@Tag("slow")
final class MillionKeysTest {

  private static final int KEYS = Integer.getInteger("cipherquay.tests.keys", 1_000_000);
  private static final int LANES = 16;
  private static final String BUCKET = "million";
  private static final Pattern STORE_LISTS =
      Pattern.compile("cipherquay_store_calls_total\\{call=\"list\",outcome=\"\\w+\"\\} ([0-9.]+)");

  private @TempDir Path folder = Path.of("");

  private static String key(int i) {
    return "one-large-directory/a-name-of-usual-length-%07d.jpg".formatted(i);
  }

  private static ProxyProcess.Setup sorted(Path data) {
    return ProxyProcess.Setup.local(data)
        .with("CIPHERQUAY_LOCAL_FSYNC", "false")
        .with("CIPHERQUAY_LISTING_ORDER", "sorted");
  }

  @Test
  void a_directory_that_does_not_fit_in_memory_is_sorted_once() throws Exception {
    Path data = folder.resolve("data");
    ProxyProcess.Setup setup = sorted(data);
    try (ProxyProcess proxy = ProxyProcess.start(setup);
        S3Client s3 = Sdk.sync(proxy.endpoint())) {
      s3.createBucket(r -> r.bucket(BUCKET));
    }
    fill(data);
    try (ProxyProcess proxy = ProxyProcess.start(setup);
        S3Client s3 = patient(proxy.endpoint())) {
      int seen = 0;
      String token = "";
      do {
        String here = token;
        ListObjectsV2Response page =
            s3.listObjectsV2(
                r ->
                    r.bucket(BUCKET)
                        .prefix("one-large-directory/")
                        .continuationToken(here.isEmpty() ? null : here));
        for (S3Object object : page.contents()) {
          assertEquals(key(seen), object.key());
          assertEquals(0, object.size().longValue());
          seen++;
        }
        if (seen == KEYS / 2) {
          // What is written on the way is asked for, and does not read it all again.
          s3.putObject(r -> r.bucket(BUCKET).key(key(KEYS - 1)), RequestBody.fromString(""));
          assertNothingIsLeftOnDisk(data);
        }
        token = page.isTruncated() ? page.nextContinuationToken() : "";
      } while (!token.isEmpty());
      assertEquals(KEYS, seen);
      long lists = storeLists(proxy);
      assertTrue(lists >= KEYS / 1000 && lists <= KEYS / 1000 + 10, () -> "lists: " + lists);
      assertFalse(proxy.log().contains("OutOfMemoryError"), proxy.log());
    }
  }

  /** Asks again when the first page takes longer than it waits, which must not begin anew. */
  private static S3Client patient(Endpoint endpoint) {
    return Sdk.builder(endpoint)
        .overrideConfiguration(o -> o.retryStrategy(strategy -> strategy.maxAttempts(6)))
        .build();
  }

  /** Puts objects into the store as the vault does, only without the way there. */
  private static void fill(Path data) throws Exception {
    PathNames names = PathNames.of(VaultDirectory.open(data).keyset(), BUCKET);
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    try (LocalStore local = LocalStore.open(data.resolve("store"), Durability.BUFFERED)) {
      ObjectStore store = local.open(BUCKET);
      List<Callable<Void>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int start = lane;
        lanes.add(
            () -> {
              for (int i = start; i < KEYS; i += LANES) {
                write(store, names, key(i));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(lanes)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void write(ObjectStore store, PathNames names, String key) throws IOException {
    StringBuilder stored = new StringBuilder();
    for (PathNames.Component component : names.explain(new ObjectKey(key))) {
      stored.append(component.stored()).append(component.directory() ? "/" : "");
    }
    // The size of an empty object (FORMAT.md, "Size").
    byte[] body = new byte[304];
    Written unused =
        store.write(
            new StoredName(stored.toString()),
            new StoredBody(new ByteArrayInputStream(body), body.length),
            StoredMetadata.NONE,
            WriteCondition.NONE);
  }

  private static void assertNothingIsLeftOnDisk(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("listings"))) {
      assertEquals(List.of(), files.toList());
    }
  }

  private static long storeLists(ProxyProcess proxy) throws IOException, InterruptedException {
    Matcher count = STORE_LISTS.matcher(proxy.admin("/metrics").body());
    assertTrue(count.find(), () -> "no count of listings");
    return (long) Double.parseDouble(count.group(1));
  }
}
