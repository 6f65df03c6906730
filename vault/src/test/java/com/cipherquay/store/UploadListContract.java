package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What shows of uploads in progress, and where. */
public interface UploadListContract extends StoreUnderTest {

  @Test
  default void partsAreListedByNumber() throws Exception {
    StoredUpload upload = begin("parts");
    Map<Integer, StoredPart> parts = new TreeMap<>();
    Instant before = Instant.now().minus(Duration.ofSeconds(2));
    for (int number : new int[] {10_000, 1, 7, 20, 100, 3}) {
      parts.put(number, part(upload, number, bytes(number)));
    }
    part(upload, 7, bytes(70_000));
    parts.put(7, part(upload, 7, bytes(71)));
    for (int limit : new int[] {1, 2, 3, 6, 7, 1000}) {
      List<StoredPartPage.Entry> all = allParts(upload, limit);
      assertEquals(
          List.copyOf(parts.values()), all.stream().map(StoredPartPage.Entry::part).toList());
      for (StoredPartPage.Entry entry : all) {
        int number = entry.part().number();
        assertEquals(number == 7 ? 71 : number, entry.size());
        assertTrue(entry.lastModified().isAfter(before), entry.toString());
      }
    }
    StoredPartPage none = uploads().parts(upload, 10_000, 10);
    assertEquals(new StoredPartPage(List.of(), false), none);
    uploads().abort(upload);
  }

  private List<StoredPartPage.Entry> allParts(StoredUpload upload, int limit) throws IOException {
    List<StoredPartPage.Entry> all = new ArrayList<>();
    StoredPartPage page;
    int after = 0;
    do {
      page = uploads().parts(upload, after, limit);
      assertTrue(page.entries().size() <= limit);
      assertFalse(page.truncated() && page.entries().isEmpty());
      all.addAll(page.entries());
      after = all.isEmpty() ? 0 : all.get(all.size() - 1).part().number();
    } while (page.truncated());
    return all;
  }

  @Test
  default void manyThreadsWritePartsOfOneUpload() throws Exception {
    StoredUpload upload = begin("parallel");
    List<Callable<StoredPart>> writers = new ArrayList<>();
    for (int number = 1; number <= 40; number++) {
      int own = number;
      writers.add(() -> part(upload, own, bytes(own * 2000)));
    }
    List<StoredPart> written = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<StoredPart> part : threads.invokeAll(writers)) {
        written.add(part.get());
      }
    } finally {
      threads.shutdownNow();
    }
    List<StoredPart> listed =
        allParts(upload, 1000).stream().map(StoredPartPage.Entry::part).toList();
    assertEquals(written, listed);
    uploads().abort(upload);
  }

  @Test
  default void uploadsAreListedByNameAndId() throws Exception {
    List<StoredUpload> begun = new ArrayList<>();
    Instant before = Instant.now().minus(Duration.ofSeconds(2));
    for (String name : List.of("b/2", "a", "b/1", "b/1", "c", "b/1", "b0", "b")) {
      begun.add(begin(name));
    }
    begun.sort(Comparator.comparing(StoredUpload::name).thenComparing(StoredUpload::id));
    for (int limit : new int[] {1, 2, 3, 8, 9, 1000}) {
      assertEquals(begun, allUploads("", limit, before), () -> "in pages of " + limit);
      List<StoredUpload> below =
          begun.stream().filter(upload -> upload.name().value().startsWith("b/")).toList();
      assertEquals(below, allUploads("b/", limit, before), () -> "in pages of " + limit);
    }
    assertEquals(
        begun.stream().filter(upload -> upload.name().value().compareTo("b/1") > 0).toList(),
        listed(uploads().list("", new UploadPosition("b/1", ""), 100)));
    assertEquals(List.of(), listed(uploads().list("nothing", UploadPosition.FIRST, 100)));
    for (StoredUpload upload : begun) {
      uploads().abort(upload);
    }
    assertEquals(List.of(), listed(uploads().list("", UploadPosition.FIRST, 100)));
  }

  private List<StoredUpload> allUploads(String prefix, int limit, Instant before)
      throws IOException {
    List<StoredUpload> all = new ArrayList<>();
    StoredUploadPage page;
    UploadPosition after = UploadPosition.FIRST;
    do {
      page = uploads().list(prefix, after, limit);
      assertTrue(page.entries().size() <= limit);
      assertFalse(page.truncated() && page.entries().isEmpty());
      all.addAll(listed(page));
      for (StoredUploadPage.Entry entry : page.entries()) {
        assertTrue(entry.initiated().isAfter(before), entry.toString());
        after = new UploadPosition(entry.name(), entry.id());
      }
    } while (page.truncated());
    assertEquals(all.size(), new HashSet<>(all).size(), "each is listed once");
    return all;
  }

  private static List<StoredUpload> listed(StoredUploadPage page) {
    return page.entries().stream()
        .map(entry -> new StoredUpload(new StoredName(entry.name()), entry.id()))
        .toList();
  }

  @Test
  default void anUploadInProgressIsNoObject() throws Exception {
    StoredUpload upload = begin("unseen");
    part(upload, 1, bytes(10));
    part(upload, 2, bytes(100_000));
    assertAbsent("unseen");
    StoredPage page = store().list(new StoredPageRequest("", false, "", 1000));
    assertEquals(new StoredPage(List.of(), List.of(), false), page);
    store().delete(new StoredName("unseen"));
    assertEquals(2, uploads().parts(upload, 0, 10).entries().size());
    uploads().abort(upload);
    assertAbsent("unseen");
  }

  @Test
  default void anUploadInProgressDoesNotKeepItsBucket() throws Exception {
    String other = bucket() + "-8";
    for (int i = 0; i < 2; i++) {
      buckets().create(other);
      UploadStore uploads = buckets().open(other).uploads();
      assertEquals(List.of(), uploads.list("", UploadPosition.FIRST, 10).entries());
      StoredName name = new StoredName("x");
      StoredUpload upload = new StoredUpload(name, uploads.create(name, StoredMetadata.NONE));
      uploads.writePart(upload, 1, StoreUnderTest.body(bytes(100_000)));
      if (gaps().contains(StoreGap.UPLOAD_KEEPS_BUCKET)) {
        assertFault(StoreFault.BUCKET_NOT_EMPTY, () -> buckets().delete(other));
        uploads.abort(upload);
      }
      buckets().delete(other);
      assertFault(StoreFault.NO_SUCH_BUCKET, () -> buckets().head(other));
    }
  }
}
