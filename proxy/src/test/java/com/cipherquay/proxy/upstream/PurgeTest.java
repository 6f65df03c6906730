package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** What remains of objects in a bucket that keeps versions. */
final class PurgeTest {

  private static final String LISTED =
      "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a/x</Key><ETag>e</ETag>"
          + "<Size>1</Size><LastModified>2026-11-20T12:00:00Z</LastModified></Contents>"
          + "</ListBucketResult>";

  private static final String VERSIONS =
      "<ListVersionsResult><IsTruncated>false</IsTruncated><Version><Key>a/x</Key>"
          + "<VersionId>1</VersionId></Version></ListVersionsResult>";

  @Test
  void nothingRemainsAtS3Proxy() throws Exception {
    try (S3ProxyServer server = S3ProxyServer.start()) {
      assertNothingRemains(server.endpoint(), S3ProxyServer.credentials());
    }
  }

  @Test
  @Tag("radosgw")
  void nothingRemainsAtRadosgw() throws Exception {
    assertNothingRemains(Radosgw.endpoint(), Radosgw.credentials());
  }

  private static void assertNothingRemains(URI endpoint, AwsCredentialsProvider credentials)
      throws Exception {
    String bucket = "purge-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    UpstreamSettings settings =
        UpstreamFixture.settings(
            endpoint,
            "us-east-1",
            Optional.empty(),
            Map.of("mine", new UpstreamSettings.Place(bucket, "of/mine/")));
    try (UpstreamFixture upstream = new UpstreamFixture(S3BucketStore.open(settings, credentials));
        RawS3 raw = RawS3.start(settings, credentials)) {
      upstream.buckets().create(bucket);
      raw.send(
          "PUT",
          bucket,
          "versioning",
          "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
      var store = upstream.buckets().open("mine");
      for (int i = 0; i < 1100; i++) {
        write(upstream, "mine", "a/" + i % 550);
      }
      for (int i = 0; i < 20; i++) {
        store.delete(new StoredName("a/" + i));
      }
      write(upstream, "mine", "b");
      write(upstream, bucket, "of/a/1");
      assertTrue(raw.send("GET", bucket, "versions", "").contains("<DeleteMarker>"));
      store.purge("a/");
      String left = raw.send("GET", bucket, "versions", "");
      assertEquals(3, left.split("<Version>|<DeleteMarker>", -1).length, left);
      upstream.buckets().open(bucket).purge("of/");
      upstream.buckets().delete(bucket);
    }
  }

  private static void write(UpstreamFixture upstream, String bucket, String name)
      throws IOException {
    StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[1]), 1);
    var unused =
        upstream
            .buckets()
            .open(bucket)
            .write(new StoredName(name), body, StoredMetadata.NONE, WriteCondition.NONE);
  }

  /** Some say so, some take the question for that of the objects, some do not let us ask it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"501 Not Implemented", "405 Method Not Allowed", "403 Forbidden", "200 OK"})
  void aStoreThatShowsNoVersionsIsPurgedToo(String status) throws Exception {
    AtomicBoolean deleted = new AtomicBoolean();
    BrokenStore.Script simple =
        call -> {
          if (call.line().startsWith("POST ")) {
            deleted.set(true);
            call.answer("200 OK", "<DeleteResult><Deleted><Key>a/x</Key></Deleted></DeleteResult>");
          } else if (call.line().contains("versions")) {
            call.answer(status, status.startsWith("200") ? LISTED : "");
          } else {
            call.answer("200 OK", LISTED);
          }
        };
    try (BrokenStore server = BrokenStore.playing(simple);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      upstream.store().purge("a/");
      assertTrue(deleted.get());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // It still lists what it says it has deleted.
        "<Deleted><Key>a/x</Key><VersionId>1</VersionId></Deleted>",
        // It does not say whether it has.
        ""
      })
  void aStoreThatKeepsWhatItDeletesIsBroken(String result) throws Exception {
    BrokenStore.Script script =
        call ->
            call.answer(
                "200 OK",
                call.line().startsWith("POST ")
                    ? "<DeleteResult>" + result + "</DeleteResult>"
                    : listing(call).replace("false", "true"));
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> assertFault(StoreFault.BROKEN, () -> upstream.store().purge("a/")));
    }
  }

  private static String listing(BrokenStore.Call call) {
    return call.line().contains("versions") ? VERSIONS : LISTED;
  }

  @Test
  void anObjectThatCanNotBeDeletedIsNotPassedOver() throws Exception {
    String locked =
        "<DeleteResult><Error><Key>a/x</Key><VersionId>1</VersionId><Code>AccessDenied</Code>"
            + "</Error></DeleteResult>";
    BrokenStore.Script script =
        call -> call.answer("200 OK", call.line().startsWith("POST ") ? locked : listing(call));
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.DENIED, () -> upstream.store().purge("a/"));
    }
  }

  /** AWS asks for a permission of its own to delete a version. */
  @Test
  void whoMayNotDeleteVersionsDeletesObjects() throws Exception {
    AtomicBoolean deleted = new AtomicBoolean();
    BrokenStore.Script script =
        call -> {
          if (!call.line().startsWith("POST ")) {
            call.answer("200 OK", listing(call));
            return;
          }
          boolean version = new String(call.body(), StandardCharsets.UTF_8).contains("VersionId");
          deleted.set(!version);
          String result =
              version
                  ? "<Error><Key>a/x</Key><Code>AccessDenied</Code></Error>"
                  : "<Deleted><Key>a/x</Key></Deleted>";
          call.send(
              "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<DeleteResult>"
                  + result
                  + "</DeleteResult>");
        };
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      upstream.store().purge("a/");
      assertTrue(deleted.get());
    }
  }

  private static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }

  /** Requests about a bucket that the port has no words for. */
  private record RawS3(UpstreamClient client) implements AutoCloseable {

    static RawS3 start(UpstreamSettings settings, AwsCredentialsProvider credentials)
        throws IOException {
      return new RawS3(S3BucketStore.connect(settings, credentials));
    }

    String send(String method, String bucket, String query, String document) throws IOException {
      byte[] body = document.getBytes(StandardCharsets.US_ASCII);
      UpstreamRequest request =
          UpstreamRequest.of(method, client.endpoint().address(bucket, ""))
              .query(query, "")
              .payload(
                  body.length == 0 ? Payload.NONE : new Payload.Bytes(body),
                  UpstreamRequest.Repeat.NEVER);
      try (UpstreamAnswer answer = client.send(request)) {
        return new String(answer.document(1 << 20), StandardCharsets.UTF_8);
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }
}
