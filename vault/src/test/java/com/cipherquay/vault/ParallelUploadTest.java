package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One upload, many threads and two vaults. */
final class ParallelUploadTest {

  private static final int MIN = (int) PartMinimum.bytes();
  private static final int PARTS = 5;
  private static final int LAST = 1000;

  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static byte[] body(int number) {
    return TestBody.bytes(number == PARTS ? LAST : MIN + number);
  }

  @Test
  void putsAllPartsAtOnce(@TempDir Path directory) throws Exception {
    try (LocalStore store = LocalStore.open(directory)) {
      List<Vault> vaults = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        vaults.add(Vaults.of(FixedKeyset.create(), store).open("bucket"));
      }
      store.create("bucket");
      String id = vaults.get(0).uploads().create(KEY, ObjectMetadata.EMPTY, Optional.empty());
      Map<Integer, String> tags = new ConcurrentSkipListMap<>();
      List<Future<String>> puts = new ArrayList<>();
      for (int i = 0; i < 2 * PARTS; i++) {
        int number = 1 + i % PARTS;
        Uploads uploads = vaults.get(i % 2).uploads();
        // Twice each, by both vaults: whichever the store has last counts.
        puts.add(threads.submit(() -> uploads.putPart(KEY, id, number, TestBody.of(body(number)))));
      }
      for (Future<String> put : puts) {
        put.get();
      }
      for (PartPage.Part part : vaults.get(1).uploads().parts(KEY, id, 0, 1000).parts()) {
        tags.put(part.number(), part.etag());
      }
      assertEquals(PARTS, tags.size());
      complete(vaults, id, tags);
    }
  }

  /** Several completions at once are answered the same, or refused because one was first. */
  private void complete(List<Vault> vaults, String id, Map<Integer, String> tags) throws Exception {
    List<CompletedPart> parts = new ArrayList<>();
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    tags.forEach(
        (number, tag) -> {
          parts.add(new CompletedPart(number, tag, Map.of()));
          plaintext.writeBytes(body(number));
        });
    UploadCompletion completion =
        new UploadCompletion(parts, Optional.empty(), OptionalLong.empty(), WriteCondition.NONE);
    List<Future<Optional<String>>> completions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Uploads uploads = vaults.get(i % 2).uploads();
      completions.add(threads.submit(() -> tryComplete(uploads, id, completion)));
    }
    for (Future<Optional<String>> made : completions) {
      made.get();
    }
    Vault vault = vaults.get(0);
    // However they met, asking again has the answer.
    CompletedUpload again = vault.uploads().complete(KEY, id, completion);
    assertEquals(vault.head(KEY).etag(), again.etag());
    byte[] read = VaultFixture.read(vault, KEY, new ByteRange.Whole());
    assertArrayEquals(plaintext.toByteArray(), read);
    for (Future<Optional<String>> made : completions) {
      made.get().ifPresent(etag -> assertEquals(again.etag(), etag));
    }
  }

  private static Optional<String> tryComplete(
      Uploads uploads, String id, UploadCompletion completion) throws IOException {
    try {
      return Optional.of(uploads.complete(KEY, id, completion).etag());
    } catch (StoreException e) {
      assertTrue(
          Set.of(StoreFault.INVALID_PART, StoreFault.NO_SUCH_UPLOAD).contains(e.fault()),
          e.toString());
      return Optional.empty();
    }
  }
}
