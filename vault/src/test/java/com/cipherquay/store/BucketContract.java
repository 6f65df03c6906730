package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The life of a bucket. */
public interface BucketContract extends StoreUnderTest {

  @Test
  default void bucketsAreListedByName() throws Exception {
    String other = bucket() + "-2";
    buckets().create(other);
    try {
      List<String> names = names();
      assertEquals(List.copyOf(new TreeSet<>(names)), names);
      assertTrue(names.containsAll(Set.of(bucket(), other)), names.toString());
      Instant soon = Instant.now().plusSeconds(2);
      for (BucketStore.Bucket found : buckets().buckets()) {
        assertTrue(found.created().isBefore(soon), found.toString());
      }
    } finally {
      buckets().delete(other);
    }
    assertTrue(!names().contains(other));
  }

  private List<String> names() throws IOException {
    return buckets().buckets().stream().map(BucketStore.Bucket::name).toList();
  }

  @Test
  default void aBucketThatExistsIsNotCreatedAgain() throws Exception {
    write("kept", bytes(9));
    if (gaps().contains(StoreGap.BUCKET_EXISTS)) {
      buckets().create(bucket());
    } else {
      assertFault(StoreFault.BUCKET_EXISTS, () -> buckets().create(bucket()));
    }
    assertArrayEquals(bytes(9), read("kept"));
  }

  @Test
  default void onlyAnEmptyBucketIsDeleted() throws Exception {
    String other = bucket() + "-3";
    StoredName name = new StoredName("x");
    buckets().create(other);
    buckets().head(other);
    ObjectStore objects = buckets().open(other);
    objects.write(name, body(bytes(3)), StoredMetadata.NONE, WriteCondition.NONE);
    assertFault(StoreFault.BUCKET_NOT_EMPTY, () -> buckets().delete(other));
    assertEquals(3, objects.head(name).size());
    objects.delete(name);
    buckets().delete(other);
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> buckets().head(other));
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> buckets().delete(other));
  }

  @Test
  default void aNewBucketOfAnOldNameIsEmpty() throws Exception {
    String other = bucket() + "-4";
    StoredName name = new StoredName("x");
    for (int i = 0; i < 2; i++) {
      buckets().create(other);
      ObjectStore objects = buckets().open(other);
      assertFault(StoreFault.NO_SUCH_OBJECT, () -> objects.head(name));
      objects.write(name, body(bytes(200_000)), StoredMetadata.NONE, WriteCondition.NONE);
      objects.delete(name);
      buckets().delete(other);
    }
  }

  @Test
  default void objectsOfTwoBucketsAreApart() throws Exception {
    String other = bucket() + "-5";
    buckets().create(other);
    write("same", bytes(5));
    assertFault(
        StoreFault.NO_SUCH_OBJECT, () -> buckets().open(other).head(new StoredName("same")));
    assertEquals(
        List.of(),
        buckets().open(other).list(new StoredPageRequest("", false, "", 1000)).entries());
    buckets().delete(other);
  }

  @Test
  default void nothingWorksInABucketThatDoesNotExist() {
    ObjectStore nowhere = buckets().open(bucket() + "-6");
    StoredName name = new StoredName("x");
    assertFault(
        StoreFault.NO_SUCH_BUCKET,
        () -> nowhere.write(name, body(bytes(3)), StoredMetadata.NONE, WriteCondition.NONE));
    assertFault(
        StoreFault.NO_SUCH_BUCKET,
        () -> nowhere.write(name, body(bytes(200_000)), StoredMetadata.NONE, WriteCondition.NONE));
    assertFault(
        StoreFault.NO_SUCH_BUCKET,
        () -> nowhere.read(name, new ByteRange.Whole(), Optional.empty()).close());
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> nowhere.delete(name));
    assertFault(
        StoreFault.NO_SUCH_BUCKET, () -> nowhere.deleteAll(List.of(StoredVersion.current(name))));
    assertFault(
        StoreFault.NO_SUCH_BUCKET, () -> nowhere.list(new StoredPageRequest("", false, "", 10)));
    // The answer to a HEAD has no error document (RFC 9110 section 9.3.2), so an upstream can not
    // tell which of the two is missing.
    StoreException head = assertThrows(StoreException.class, () -> nowhere.head(name));
    assertTrue(Set.of(StoreFault.NO_SUCH_BUCKET, StoreFault.NO_SUCH_OBJECT).contains(head.fault()));
  }
}
