package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.proxy.upstream.UpstreamSettings.Place;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.Versioning;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** Buckets that live somewhere else in the upstream, over a single connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlaceTest {

  private final S3ProxyServer server = S3ProxyServer.start();

  private UpstreamFixture open() throws IOException {
    return UpstreamFixture.open(
        UpstreamFixture.settings(
            server.endpoint(),
            "us-east-1",
            Optional.empty(),
            Map.of(
                "mine", new Place("shared", "of/mine/"),
                "yours", new Place("shared", "of/yours/"),
                "renamed", new Place("other", ""))));
  }

  @BeforeAll
  void createBuckets() throws IOException {
    try (UpstreamFixture upstream = open()) {
      upstream.buckets().create("shared");
      upstream.buckets().create("renamed");
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void objectsLieBelowThePrefix() throws Exception {
    try (UpstreamFixture upstream = open()) {
      ObjectStore mine = upstream.buckets().open("mine");
      write(mine, "a/1");
      write(mine, "b");
      write(upstream.buckets().open("yours"), "c");
      assertEquals(List.of("b"), names(mine.list(new StoredPageRequest("", true, "", 10))));
      assertEquals(
          List.of("a/"), mine.list(new StoredPageRequest("", true, "", 10)).commonPrefixes());
      assertEquals(List.of("b"), names(mine.list(new StoredPageRequest("", false, "a/1", 10))));
      assertEquals(
          List.of("of/mine/a/1", "of/mine/b", "of/yours/c"),
          names(upstream.buckets().open("shared").list(new StoredPageRequest("", false, "", 10))));
      assertEquals(1, mine.head(new StoredName("b")).size());
      List<StoredVersion> both =
          List.of(
              StoredVersion.current(new StoredName("a/1")),
              StoredVersion.current(new StoredName("b")));
      assertEquals(Map.of(), mine.deleteAll(both).failures());
      assertEquals(List.of(), names(mine.list(new StoredPageRequest("", false, "", 10))));
    }
  }

  @Test
  void partsOfABucketAreNeitherCreatedNorDeleted() throws Exception {
    try (UpstreamFixture upstream = open()) {
      for (var action :
          List.<Executable>of(
              () -> upstream.buckets().create("mine"),
              () -> upstream.buckets().delete("mine"),
              () -> upstream.buckets().open("mine").versions().setVersioning(Versioning.ENABLED))) {
        StoreException refused = assertThrows(StoreException.class, action);
        assertEquals(StoreFault.UNSUPPORTED, refused.fault());
      }
      upstream.buckets().head("mine");
    }
  }

  @Test
  void clientsSeeTheirOwnNames() throws Exception {
    try (UpstreamFixture upstream = open()) {
      assertEquals(
          List.of("mine", "other", "renamed", "shared", "yours"),
          upstream.buckets().buckets().stream().map(BucketStore.Bucket::name).toList());
    }
  }

  @Test
  void connectionsComeBackWhateverHappensToABody() throws Exception {
    try (UpstreamFixture upstream = open()) {
      ObjectStore store = upstream.buckets().open("renamed");
      StoredName name = new StoredName("large");
      byte[] bytes = new byte[3_000_000];
      bytes[2_999_999] = 1;
      StoredBody body = new StoredBody(new ByteArrayInputStream(bytes), bytes.length);
      var unused = store.write(name, body, StoredMetadata.NONE, WriteCondition.NONE);
      for (int i = 0; i < 10; i++) {
        try (StoredObject object = store.read(name, new ByteRange.Whole(), Optional.empty())) {
          assertEquals(i * 1000, object.body().readNBytes(i * 1000).length);
        }
        StoredBody cut = new StoredBody(new ByteArrayInputStream(bytes), bytes.length + 1);
        assertThrows(
            IOException.class,
            () -> store.write(name, cut, StoredMetadata.NONE, WriteCondition.NONE));
        StoredName absent = new StoredName("absent");
        assertThrows(
            StoreException.class,
            () -> store.read(absent, new ByteRange.Whole(), Optional.empty()).close());
      }
      try (StoredObject object = store.read(name, new ByteRange.Whole(), Optional.empty())) {
        assertArrayEquals(bytes, object.body().readAllBytes());
      }
    }
  }

  private static List<String> names(StoredPage page) {
    return page.entries().stream().map(StoredEntry::name).toList();
  }

  private static void write(ObjectStore store, String name) throws IOException {
    StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[1]), 1);
    var unused = store.write(new StoredName(name), body, StoredMetadata.NONE, WriteCondition.NONE);
  }
}
