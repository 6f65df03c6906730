package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Objects made of parts. */
public interface UploadContract extends StoreUnderTest {

  /** S3 takes no smaller part but the last. */
  int LEAST = 5 * 1024 * 1024;

  @Test
  default void partsInAnyOrderMakeOneObject() throws Exception {
    StoredUpload upload = begin("parted");
    StoredPart last = part(upload, 9, bytes(10));
    StoredPart stale = part(upload, 3, bytes(77));
    StoredPart middle = part(upload, 7, bytes(LEAST + 1));
    StoredPart first = part(upload, 3, bytes(LEAST));
    assertAbsent("parted");
    assertFault(StoreFault.INVALID_PART, () -> complete(upload, stale, middle, last));
    String etag = complete(upload, first, middle, last);
    assertEquals(etag, head("parted").etag());
    StoredEntry entry =
        store().list(new StoredPageRequest("parted", false, "", 10)).entries().get(0);
    assertEquals(etag, entry.etag());
    assertEquals(2 * LEAST + 11, entry.size());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int size : new int[] {LEAST, LEAST + 1, 10}) {
      whole.write(bytes(size));
    }
    assertReads("parted", whole.toByteArray());
    assertOver(upload);
  }

  @Test
  default void partsThatAreNotNamedAreDropped() throws Exception {
    StoredUpload upload = begin("some");
    StoredPart named = part(upload, 2, bytes(11));
    part(upload, 1, bytes(77));
    part(upload, 3, bytes(78));
    if (gaps().contains(StoreGap.SOME_OF_THE_PARTS)) {
      assertFault(StoreFault.UNSUPPORTED, () -> complete(upload, named));
      assertAbsent("some");
      uploads().abort(upload);
      return;
    }
    complete(upload, named);
    assertArrayEquals(bytes(11), read("some"));
  }

  /** The whole and ranges at each border of the parts. */
  private void assertReads(String name, byte[] whole) throws IOException {
    assertArrayEquals(whole, read(name));
    int[] borders = {0, LEAST, 2 * LEAST + 1, whole.length - 1};
    for (int border : borders) {
      int from = Math.max(0, border - 5);
      int to = Math.min(whole.length, border + 5);
      assertArrayEquals(
          Arrays.copyOfRange(whole, from, to),
          read(name, new ByteRange.Between(from, to - 1)),
          () -> from + " to " + to);
      assertArrayEquals(
          Arrays.copyOfRange(whole, border, whole.length), read(name, new ByteRange.From(border)));
    }
    assertArrayEquals(
        Arrays.copyOfRange(whole, LEAST - 1, whole.length),
        read(name, new ByteRange.Suffix(whole.length - LEAST + 1)));
    assertFault(
        StoreFault.RANGE_NOT_SATISFIABLE, () -> read(name, new ByteRange.From(whole.length)));
  }

  private void assertOver(StoredUpload upload) {
    if (!gaps().contains(StoreGap.PARTS_WITHOUT_UPLOAD)) {
      assertFault(StoreFault.NO_SUCH_UPLOAD, () -> part(upload, 1, bytes(5)));
      assertFault(StoreFault.NO_SUCH_UPLOAD, () -> part(upload, 1, bytes(70_000)));
      assertFault(StoreFault.NO_SUCH_UPLOAD, () -> uploads().parts(upload, 0, 10));
    }
    assertFault(StoreFault.NO_SUCH_UPLOAD, () -> uploads().abort(upload));
    assertFault(
        StoreFault.NO_SUCH_UPLOAD, () -> complete(upload, new StoredPart(1, "0".repeat(32))));
  }

  @Test
  default void theOnlyPartMayBeOfAnySizeAndNumber() throws Exception {
    for (int size : new int[] {0, 1, 40_000, 70_000}) {
      for (int number : new int[] {1, StoredPart.MAX_NUMBER}) {
        StoredUpload upload = begin("single");
        String etag = complete(upload, part(upload, number, bytes(size)));
        assertEquals(etag, head("single").etag());
        assertArrayEquals(bytes(size), read("single"));
      }
    }
  }

  @Test
  default void theLastPartMayBeEmpty() throws Exception {
    StoredUpload upload = begin("empty-end");
    StoredPart first = part(upload, 1, bytes(LEAST));
    StoredPart last = part(upload, 2, new byte[0]);
    complete(upload, first, last);
    assertArrayEquals(bytes(LEAST), read("empty-end"));
    assertArrayEquals(
        new byte[] {bytes(LEAST)[LEAST - 1]}, read("empty-end", new ByteRange.Suffix(1)));
  }

  @Test
  default void onlyPartsThatAreThereAreCompleted() throws Exception {
    StoredUpload upload = begin("wrong");
    StoredPart there = part(upload, 2, bytes(8));
    StoredPart elsewhere = new StoredPart(1, there.etag());
    StoredPart other = new StoredPart(2, "0123456789abcdef0123456789abcdef");
    assertFault(StoreFault.INVALID_PART, () -> complete(upload, elsewhere));
    assertFault(StoreFault.INVALID_PART, () -> complete(upload, other));
    assertFault(StoreFault.INVALID_PART, () -> complete(upload, elsewhere, there));
    assertAbsent("wrong");
    complete(upload, there);
    assertArrayEquals(bytes(8), read("wrong"));
  }

  @Test
  default void anUploadIsOfOneNameOnly() throws Exception {
    StoredUpload upload = begin("mine");
    StoredPart part = part(upload, 1, bytes(8));
    StoredUpload foreign = new StoredUpload(new StoredName("theirs"), upload.id());
    if (!gaps().contains(StoreGap.PARTS_WITHOUT_UPLOAD)) {
      assertOver(foreign);
    }
    assertFault(StoreFault.NO_SUCH_UPLOAD, () -> complete(foreign, part));
    assertAbsent("theirs");
    assertOver(new StoredUpload(new StoredName("mine"), upload.id() + "0"));
    complete(upload, part);
    assertArrayEquals(bytes(8), read("mine"));
  }

  @Test
  default void theMetadataIsThatOfTheBeginning() throws Exception {
    StoredMetadata metadata = StoredMetadata.of(bytes(1400));
    StoredName name = new StoredName("described");
    write("described", bytes(9));
    StoredUpload upload = new StoredUpload(name, uploads().create(name, metadata));
    StoredPart part = part(upload, 1, bytes(100_000));
    assertEquals(StoredMetadata.NONE, head("described").metadata());
    complete(upload, part);
    assertEquals(metadata, head("described").metadata());
    assertEquals(100_000, head("described").size());
  }

  @Test
  default void anAbortedUploadIsOver() throws Exception {
    write("aborted", bytes(9));
    for (int size : new int[] {8, 80_000}) {
      StoredUpload upload = begin("aborted");
      StoredPart part = part(upload, 1, bytes(size));
      uploads().abort(upload);
      assertFault(StoreFault.NO_SUCH_UPLOAD, () -> complete(upload, part));
      assertOver(upload);
    }
    assertArrayEquals(bytes(9), read("aborted"));
  }

  @Test
  default void uploadsOfOneNameAreApart() throws Exception {
    StoredUpload first = begin("twice");
    StoredUpload second = begin("twice");
    StoredPart one = part(first, 1, bytes(80_000));
    StoredPart two = part(second, 1, bytes(80_001));
    complete(second, two);
    assertArrayEquals(bytes(80_001), read("twice"));
    complete(first, one);
    assertArrayEquals(bytes(80_000), read("twice"));
  }

  @Test
  default void aConditionIsThatOfTheCompletion() throws Exception {
    WriteCondition absent = new WriteCondition.IfAbsent();
    StoredUpload upload = begin("conditional");
    List<StoredPart> parts = List.of(part(upload, 1, bytes(80_000)));
    if (!gaps().contains(StoreGap.IF_ABSENT)) {
      String old = write("conditional", bytes(9));
      assertUnmet(() -> uploads().complete(upload, parts, absent));
      assertEquals(old, head("conditional").etag());
    }
    if (!gaps().contains(StoreGap.IF_MATCH)) {
      String old = write("conditional", bytes(10));
      String etag = write("conditional", bytes(11));
      assertUnmet(() -> uploads().complete(upload, parts, new WriteCondition.IfMatch(old)));
      assertEquals(etag, head("conditional").etag());
      assertEquals(1, uploads().parts(upload, 0, 10).entries().size());
      String now = uploads().complete(upload, parts, new WriteCondition.IfMatch(etag)).etag();
      assertEquals(now, head("conditional").etag());
      assertArrayEquals(bytes(80_000), read("conditional"));
    }
    if (!gaps().contains(StoreGap.IF_ABSENT)) {
      StoredUpload other = begin("conditional-new");
      uploads().complete(other, List.of(part(other, 1, bytes(7))), absent);
      assertArrayEquals(bytes(7), read("conditional-new"));
    }
  }

  private static void assertUnmet(Executable action) {
    StoreFault fault = assertThrows(StoreException.class, action).fault();
    if (fault != StoreFault.CONFLICT) {
      assertEquals(StoreFault.PRECONDITION_FAILED, fault);
    }
  }

  @Test
  default void aPartThatThrowsLeavesTheOldOne() throws Exception {
    StoredUpload upload = begin("thrown");
    StoredPart kept = part(upload, 1, bytes(123));
    for (int number : new int[] {1, 2}) {
      for (int size : new int[] {0, 1000, 300_000}) {
        for (int position : new int[] {0, size / 2, size}) {
          IOException fault = new IOException("thrown at byte " + position);
          StoredBody body = throwing(size, position, fault);
          assertSame(
              fault,
              assertThrows(IOException.class, () -> uploads().writePart(upload, number, body)));
        }
      }
    }
    StoredBody longer = new StoredBody(body(bytes(1001)).stream(), 1000);
    assertThrows(IOException.class, () -> uploads().writePart(upload, 1, longer));
    StoredPartPage page = uploads().parts(upload, 0, 10);
    assertEquals(List.of(kept), page.entries().stream().map(StoredPartPage.Entry::part).toList());
    complete(upload, kept);
    assertArrayEquals(bytes(123), read("thrown"));
  }

  private static StoredBody throwing(int size, int position, IOException fault) {
    WatchedStream.Action fail =
        () -> {
          throw fault;
        };
    return new StoredBody(WatchedStream.at(position, bytes(size), fail), size);
  }

  @Test
  default void anUploadReplacesAndIsReplaced() throws Exception {
    StoredUpload upload = begin("replaced");
    write("replaced", bytes(90_000));
    StoredPart part = part(upload, 4, bytes(80_000));
    StoredName name = new StoredName("replaced");
    complete(upload, part);
    assertArrayEquals(bytes(80_000), read("replaced"));
    String etag = write("replaced", bytes(100));
    try (StoredObject object = store().read(name, new ByteRange.Whole(), Optional.of(etag))) {
      assertArrayEquals(bytes(100), object.body().readAllBytes());
    }
    store().delete(name);
    assertAbsent("replaced");
  }

  @Test
  default void nothingIsUploadedToABucketThatDoesNotExist() {
    UploadStore nowhere = buckets().open(bucket() + "-7").uploads();
    StoredName name = new StoredName("x");
    StoredUpload upload = new StoredUpload(name, "0".repeat(32));
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> nowhere.create(name, StoredMetadata.NONE));
    assertFault(
        StoreFault.NO_SUCH_BUCKET, () -> nowhere.list("", UploadPosition.FIRST, 10).entries());
    Set<StoreFault> either = Set.of(StoreFault.NO_SUCH_BUCKET, StoreFault.NO_SUCH_UPLOAD);
    StoreException thrown =
        assertThrows(StoreException.class, () -> nowhere.writePart(upload, 1, body(bytes(8))));
    assertEquals(true, either.contains(thrown.fault()), thrown.toString());
  }
}
