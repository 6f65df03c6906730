package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies within a store. */
public interface CopyContract extends StoreUnderTest {

  private StoredSource source(String name) throws IOException {
    StoredHead head = head(name);
    return new StoredSource(bucket(), new StoredName(name), head.etag(), head.size());
  }

  private String copy(StoredSource source, String name, int mark) throws IOException {
    return store().copy(source, new StoredName(name), metadata(mark), WriteCondition.NONE).etag();
  }

  private static StoredMetadata metadata(int mark) {
    return StoredMetadata.of(bytes(mark));
  }

  @Test
  default void aCopyHasTheBodyAndMetadataOfItsOwn() throws Exception {
    for (int size : new int[] {0, 10, 200_000}) {
      StoredName name = new StoredName("original");
      store().write(name, body(bytes(size)), metadata(30), WriteCondition.NONE);
      StoredHead before = head("original");
      for (int mark : new int[] {0, 1400}) {
        String etag = copy(source("original"), "copied", mark);
        assertFalse(etag.isEmpty() || etag.contains("\""), etag);
        assertEquals(etag, head("copied").etag());
        assertEquals(size, head("copied").size());
        assertEquals(metadata(mark), head("copied").metadata());
        assertArrayEquals(bytes(size), read("copied"));
        assertEquals(before, head("original"));
      }
    }
  }

  @Test
  default void aCopyOntoItselfChangesTheMetadata() throws Exception {
    for (int size : new int[] {0, 10, 200_000}) {
      write("itself", bytes(size));
      for (int mark : new int[] {5, 6, 0}) {
        String etag = copy(source("itself"), "itself", mark);
        assertEquals(etag, head("itself").etag());
        assertEquals(metadata(mark), head("itself").metadata());
        assertArrayEquals(bytes(size), read("itself"));
      }
    }
    List<StoredEntry> all = store().list(new StoredPageRequest("", false, "", 10)).entries();
    assertEquals(1, all.size());
  }

  @Test
  default void aCopyReadsWhateverBecomesOfItsSource() throws Exception {
    for (int size : new int[] {10, 200_000}) {
      write("source", bytes(size));
      copy(source("source"), "first", 1);
      copy(source("first"), "second", 2);
      copy(source("source"), "third", 3);
      write("source", bytes(size + 1));
      assertArrayEquals(bytes(size), read("first"));
      store().delete(new StoredName("source"));
      assertArrayEquals(bytes(size), read("first"));
      store().delete(new StoredName("first"));
      assertArrayEquals(bytes(size), read("second"));
      write("second", bytes(7));
      assertArrayEquals(bytes(size), read("third"));
    }
  }

  @Test
  default void rangesOfACopyAreThoseOfItsSource() throws Exception {
    write("whole", bytes(200_000));
    copy(source("whole"), "ranged", 4);
    byte[] whole = bytes(200_000);
    assertArrayEquals(
        Arrays.copyOfRange(whole, 65_000, 66_001),
        read("ranged", new ByteRange.Between(65_000, 66_000)));
    assertArrayEquals(
        Arrays.copyOfRange(whole, 199_990, 200_000), read("ranged", new ByteRange.Suffix(10)));
    assertFault(
        StoreFault.RANGE_NOT_SATISFIABLE, () -> read("ranged", new ByteRange.From(200_000)));
  }

  @Test
  default void anObjectOfPartsIsCopied() throws Exception {
    StoredUpload upload = begin("parts");
    StoredPart first = part(upload, 1, bytes(UploadContract.LEAST));
    StoredPart last = part(upload, 2, bytes(11));
    complete(upload, first, last);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(bytes(UploadContract.LEAST));
    whole.write(bytes(11));
    copy(source("parts"), "parts", 5);
    copy(source("parts"), "other", 6);
    assertArrayEquals(whole.toByteArray(), read("parts"));
    store().delete(new StoredName("parts"));
    assertArrayEquals(whole.toByteArray(), read("other"));
    assertEquals(metadata(6), head("other").metadata());
    byte[] end = Arrays.copyOfRange(whole.toByteArray(), whole.size() - 20, whole.size());
    assertArrayEquals(end, read("other", new ByteRange.Suffix(20)));
  }

  @Test
  default void aCopyReplacesWhatWasThere() throws Exception {
    for (int size : new int[] {10, 200_000}) {
      write("new", bytes(size));
      for (int old : new int[] {20, 300_000}) {
        write("old", bytes(old));
        copy(source("new"), "old", 3);
        assertArrayEquals(bytes(size), read("old"));
        assertEquals(metadata(3), head("old").metadata());
      }
    }
  }

  @Test
  default void copiesGoFromBucketToBucket() throws Exception {
    String other = bucket() + "-9";
    StoredName name = new StoredName("same");
    buckets().create(other);
    ObjectStore target = buckets().open(other);
    for (int size : new int[] {10, 200_000}) {
      write("same", bytes(size));
      target.copy(source("same"), name, metadata(2), WriteCondition.NONE);
      store().delete(name);
      assertEquals(metadata(2), target.head(name).metadata());
      StoredSource back = new StoredSource(other, name, target.head(name).etag(), size);
      copy(back, "back", 3);
      target.delete(name);
      assertArrayEquals(bytes(size), read("back"));
    }
    buckets().delete(other);
  }

  @Test
  default void onlyTheObjectThatIsMeantIsCopied() throws Exception {
    for (int size : new int[] {10, 200_000}) {
      write("changed", bytes(size));
      StoredSource old = source("changed");
      write("changed", bytes(size + 1));
      assertFault(StoreFault.SOURCE_CHANGED, () -> copy(old, "copied", 1));
      assertFault(StoreFault.SOURCE_CHANGED, () -> copy(old, "changed", 1));
      store().delete(new StoredName("changed"));
      assertFault(StoreFault.NO_SUCH_OBJECT, () -> copy(old, "copied", 1));
      assertAbsent("copied");
      StoredSource nowhere = new StoredSource(bucket() + "-10", old.name(), old.etag(), size);
      assertFault(StoreFault.NO_SUCH_BUCKET, () -> copy(nowhere, "copied", 1));
    }
    write("there", bytes(5));
    StoredSource there = source("there");
    assertFault(
        StoreFault.NO_SUCH_BUCKET,
        () ->
            buckets()
                .open(bucket() + "-10")
                .copy(there, new StoredName("x"), StoredMetadata.NONE, WriteCondition.NONE));
  }

  @Test
  default void aConditionIsThatOfTheReplacedObject() throws Exception {
    StoredName name = new StoredName("target");
    write("from", bytes(100_000));
    StoredSource from = source("from");
    if (!gaps().contains(StoreGap.IF_ABSENT)) {
      WriteCondition absent = new WriteCondition.IfAbsent();
      store().copy(from, name, metadata(1), absent);
      StoredHead before = head("target");
      assertFault(
          StoreFault.PRECONDITION_FAILED, () -> store().copy(from, name, metadata(2), absent));
      assertEquals(before, head("target"));
    }
    if (!gaps().contains(StoreGap.IF_MATCH)) {
      String old = write("target", bytes(11));
      WriteCondition stale = new WriteCondition.IfMatch(old);
      WriteCondition fresh = new WriteCondition.IfMatch(write("target", bytes(12)));
      assertFault(
          StoreFault.PRECONDITION_FAILED, () -> store().copy(from, name, metadata(3), stale));
      assertArrayEquals(bytes(12), read("target"));
      store().copy(from, name, metadata(4), fresh);
      assertArrayEquals(bytes(100_000), read("target"));
    }
  }
}
