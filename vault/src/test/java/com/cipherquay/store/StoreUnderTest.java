package com.cipherquay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** What the parts of the contract work on: a store and an empty bucket of the test's own. */
public interface StoreUnderTest {

  BucketStore buckets();

  /** The bucket that was created for this test. */
  String bucket();

  /** What this store can not do. */
  Set<StoreGap> gaps();

  default ObjectStore store() {
    return buckets().open(bucket());
  }

  default String write(String name, byte[] body) throws IOException {
    return write(name, body, WriteCondition.NONE);
  }

  default String write(String name, byte[] body, WriteCondition condition) throws IOException {
    StoredName stored = new StoredName(name);
    return store().write(stored, body(body), StoredMetadata.NONE, condition).etag();
  }

  default byte[] read(String name) throws IOException {
    return read(name, new ByteRange.Whole());
  }

  default byte[] read(String name, ByteRange range) throws IOException {
    try (StoredObject object = store().read(new StoredName(name), range, Optional.empty())) {
      byte[] bytes = object.body().readAllBytes();
      assertEquals(object.length(), bytes.length, "the announced length");
      return bytes;
    }
  }

  default StoredHead head(String name) throws IOException {
    return store().head(new StoredName(name));
  }

  default void assertAbsent(String name) throws IOException {
    assertFault(StoreFault.NO_SUCH_OBJECT, () -> head(name));
    StoredPage page = store().list(new StoredPageRequest(name, false, "", 1));
    assertEquals(0, page.entries().stream().filter(e -> e.name().equals(name)).count());
  }

  default UploadStore uploads() {
    return store().uploads();
  }

  /** Begins an upload without metadata. */
  default StoredUpload begin(String name) throws IOException {
    StoredName stored = new StoredName(name);
    return new StoredUpload(stored, uploads().create(stored, StoredMetadata.NONE));
  }

  default StoredPart part(StoredUpload upload, int number, byte[] body) throws IOException {
    return new StoredPart(number, uploads().writePart(upload, number, body(body)));
  }

  default String complete(StoredUpload upload, StoredPart... parts) throws IOException {
    return uploads().complete(upload, List.of(parts), WriteCondition.NONE).etag();
  }

  static StoredBody body(byte[] bytes) {
    return new StoredBody(new ByteArrayInputStream(bytes), bytes.length);
  }

  /** Bytes without a pattern, the same for the same length. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }
}
