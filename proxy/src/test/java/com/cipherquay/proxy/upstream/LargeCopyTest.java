package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Objects larger than the store copies at once: the fixture says that it copies 5 MiB. */
final class LargeCopyTest {

  private static final StoredName SOURCE = new StoredName("source");
  private static final StoredName TARGET = new StoredName("target");
  private static final StoredMetadata METADATA = StoredMetadata.of(new byte[] {1, 2, 3});

  @Test
  void isMadeOfPartsAtS3Proxy() throws Exception {
    try (S3ProxyServer server = S3ProxyServer.start()) {
      assertCopies(server.endpoint(), S3ProxyServer.credentials());
    }
  }

  @Test
  @Tag("radosgw")
  void isMadeOfPartsAtRadosgw() throws Exception {
    assertCopies(Radosgw.endpoint(), Radosgw.credentials());
  }

  private static void assertCopies(URI endpoint, AwsCredentialsProvider credentials)
      throws Exception {
    String bucket = "large-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    UpstreamSettings settings =
        UpstreamFixture.settings(
            endpoint,
            "us-east-1",
            Optional.empty(),
            Map.of("mapped", new UpstreamSettings.Place(bucket, "of/mine/")));
    try (UpstreamFixture upstream =
        new UpstreamFixture(S3BucketStore.open(settings, credentials))) {
      upstream.buckets().create(bucket);
      ObjectStore store = upstream.buckets().open("mapped");
      ObjectStore beside = upstream.buckets().open(bucket);
      for (int size : new int[] {(10 << 20) + 1, 15 << 20}) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        write(store, bytes);
        StoredSource source = source(store);
        String etag = beside.copy(source, TARGET, METADATA, new WriteCondition.IfAbsent()).etag();
        assertIs(beside, TARGET, etag, bytes);
        assertEquals(source.etag(), store.head(SOURCE).etag());
        assertRefusals(beside, source);
        assertIs(beside, TARGET, etag, bytes);
        assertIs(
            store, SOURCE, store.copy(source, SOURCE, METADATA, WriteCondition.NONE).etag(), bytes);
        beside.delete(TARGET);
      }
      assertEquals(List.of(), beside.uploads().list("", UploadPosition.FIRST, 10).entries());
      beside.purge("of/");
      upstream.buckets().delete(bucket);
    }
  }

  private static void assertRefusals(ObjectStore store, StoredSource source) {
    assertFault(
        StoreFault.PRECONDITION_FAILED,
        () -> store.copy(source, TARGET, METADATA, new WriteCondition.IfAbsent()));
    assertFault(
        StoreFault.PRECONDITION_FAILED,
        () -> store.copy(source, TARGET, METADATA, new WriteCondition.IfMatch("0")));
    StoredSource other = new StoredSource(source.bucket(), SOURCE, "0".repeat(32), source.size());
    assertFault(
        StoreFault.SOURCE_CHANGED, () -> store.copy(other, TARGET, METADATA, WriteCondition.NONE));
    StoredSource longer =
        new StoredSource(source.bucket(), SOURCE, source.etag(), source.size() + (6 << 20));
    assertFault(
        StoreFault.SOURCE_CHANGED, () -> store.copy(longer, TARGET, METADATA, WriteCondition.NONE));
    StoredSource nothing =
        new StoredSource(source.bucket(), new StoredName("nothing"), "e", source.size());
    assertFault(
        StoreFault.NO_SUCH_OBJECT,
        () -> store.copy(nothing, TARGET, METADATA, WriteCondition.NONE));
  }

  private static StoredSource source(ObjectStore store) throws IOException {
    StoredHead head = store.head(SOURCE);
    return new StoredSource("mapped", SOURCE, head.etag(), head.size());
  }

  private static void write(ObjectStore store, byte[] bytes) throws IOException {
    StoredBody body = new StoredBody(new ByteArrayInputStream(bytes), bytes.length);
    var unused = store.write(SOURCE, body, StoredMetadata.NONE, WriteCondition.NONE);
  }

  private static void assertIs(ObjectStore store, StoredName name, String etag, byte[] bytes)
      throws IOException {
    try (StoredObject object = store.read(name, new ByteRange.Whole(), Optional.of(etag))) {
      assertEquals(METADATA, object.head().metadata());
      assertArrayEquals(bytes, object.body().readAllBytes());
    }
  }

  private static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }
}
