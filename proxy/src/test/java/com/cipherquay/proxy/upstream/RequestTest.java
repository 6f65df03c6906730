package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.sigv4.PayloadHash;
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
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What is sent to a store, to the last header field. */
final class RequestTest {

  private static final Set<String> SIGNED =
      Set.of("host", "x-amz-date", "x-amz-content-sha256", "authorization");

  /** Of 200,000 zeros; computed bit by bit from the polynomial. */
  private static final String CRC_OF_ZEROS = "qZgjnw==";

  private static void answer(BrokenStore.Call call) throws IOException {
    call.answer("200 OK", "", "ETag: \"e\"", "Last-Modified: Fri, 20 Nov 2026 12:00:00 GMT");
  }

  @Test
  void nothingIsSentThatWasNotDecidedHere() throws Exception {
    try (BrokenStore server = BrokenStore.playing(RequestTest::answer);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      var unused = upstream.store().head(new StoredName("a/%2F?#&"));
      assertEquals("HEAD /bucket/a/%252F%3F%23%26 HTTP/1.1", server.calls().get(0).line());
      assertEquals(SIGNED, fields(server.calls().get(0)));
      write(upstream, 10);
      write(upstream, 200_000);
      Set<String> expected = new TreeSet<>(SIGNED);
      expected.addAll(Set.of("content-length", "content-type", "x-amz-meta-cq"));
      assertEquals(expected, fields(server.calls().get(1)));
      assertEquals(expected, fields(server.calls().get(2)));
      assertEquals(Optional.of("200000"), server.calls().get(2).field("content-length"));
      assertEquals(Optional.of("AP8"), server.calls().get(2).field("x-amz-meta-cq"));
    }
  }

  @Test
  void aTagThatIsNotOnePlainTagIsNeverSent() throws Exception {
    try (BrokenStore server = BrokenStore.playing(RequestTest::answer);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      for (String tag : new String[] {"*", "a, b", "\"a\"", ""}) {
        StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[1]), 1);
        WriteCondition match = new WriteCondition.IfMatch(tag);
        StoreException refused =
            assertThrows(
                StoreException.class,
                () ->
                    upstream.store().write(new StoredName("x"), body, StoredMetadata.NONE, match));
        assertEquals(StoreFault.PRECONDITION_FAILED, refused.fault());
      }
      assertEquals(0, server.calls().size());
    }
  }

  private static Set<String> fields(BrokenStore.Call call) {
    return Arrays.stream(call.head().split("\r\n"))
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void write(UpstreamFixture upstream, int size) throws IOException {
    StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[size]), size);
    StoredMetadata metadata = StoredMetadata.of(new byte[] {0, (byte) 0xff});
    var unused = upstream.store().write(new StoredName("x"), body, metadata, WriteCondition.NONE);
  }

  @Test
  void aChecksumIsInTheHeaderOfASmallBodyAndBehindALargeOne() throws Exception {
    AtomicReference<byte[]> body = new AtomicReference<>(new byte[0]);
    BrokenStore.Script reading =
        call -> {
          body.set(call.body());
          call.send(
              "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        };
    try (BrokenStore server = BrokenStore.playing(reading);
        UpstreamFixture upstream =
            UpstreamFixture.open(UpstreamFixture.checking(server.endpoint(), "us-east-1", true))) {
      write(upstream, 9);
      assertEquals(Optional.of("u+Voow=="), server.calls().get(0).field(TrailedBody.FIELD));
      assertEquals(Optional.of(PayloadHash.UNSIGNED), hash(server, 0));
      write(upstream, 200_000);
      BrokenStore.Call call = server.calls().get(1);
      assertEquals(Optional.of(PayloadHash.UNSIGNED_TRAILER), hash(server, 1));
      assertEquals(Optional.of("aws-chunked"), call.field("content-encoding"));
      assertEquals(Optional.of("200000"), call.field("x-amz-decoded-content-length"));
      assertEquals(Optional.of("x-amz-checksum-crc32c"), call.field("x-amz-trailer"));
      String text = new String(body.get(), StandardCharsets.ISO_8859_1);
      assertTrue(text.startsWith("30d40\r\n\0\0"), text.substring(0, 10));
      assertTrue(
          text.endsWith("\0\r\n0\r\nx-amz-checksum-crc32c:" + CRC_OF_ZEROS + "\r\n\r\n"),
          text.substring(text.length() - 50));
    }
  }

  private static Optional<String> hash(BrokenStore server, int call) {
    return server.calls().get(call).field("x-amz-content-sha256");
  }

  @Test
  void aRegionThatHasToBeNamedIsNamed() throws Exception {
    AtomicReference<String> body = new AtomicReference<>("");
    BrokenStore.Script reading =
        call -> {
          body.set(new String(call.body(), StandardCharsets.US_ASCII));
          call.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        };
    try (BrokenStore server = BrokenStore.playing(reading)) {
      for (String region : new String[] {"us-east-1", "eu-central-1"}) {
        try (UpstreamFixture upstream =
            UpstreamFixture.open(
                UpstreamFixture.settings(server.endpoint(), region, Optional.empty(), Map.of()))) {
          upstream.buckets().create("bucket");
          assertEquals(
              !region.equals("us-east-1"),
              String.valueOf(body.get())
                  .contains("<LocationConstraint>" + region + "</LocationConstraint>"));
        }
      }
    }
  }

  @Test
  void credentialsAreAskedForWithEveryRequest() throws Exception {
    AtomicReference<String> token = new AtomicReference<>("first");
    AwsCredentialsProvider rotating =
        () -> AwsSessionCredentials.create("id", "secret", token.get());
    try (BrokenStore server = BrokenStore.playing(RequestTest::answer);
        S3BucketStore store =
            S3BucketStore.open(UpstreamSettings.of(server.endpoint()), rotating)) {
      store.head("bucket");
      token.set("second");
      store.head("bucket");
      assertEquals(Optional.of("first"), server.calls().get(0).field("x-amz-security-token"));
      assertEquals(Optional.of("second"), server.calls().get(1).field("x-amz-security-token"));
      String authorization = server.calls().get(1).field("authorization").orElseThrow();
      assertTrue(authorization.contains("x-amz-security-token"), authorization);
    }
  }

  @Test
  void withoutCredentialsNothingIsSent() throws Exception {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("nowhere");
        };
    try (BrokenStore server = BrokenStore.playing(RequestTest::answer);
        S3BucketStore store = S3BucketStore.open(UpstreamSettings.of(server.endpoint()), none)) {
      StoreException denied = assertThrows(StoreException.class, () -> store.head("bucket"));
      assertEquals(StoreFault.DENIED, denied.fault());
      assertEquals(0, server.calls().size());
    }
  }

  @Test
  void anonymousRequestsAreNotSigned() throws Exception {
    try (BrokenStore server = BrokenStore.playing(RequestTest::answer);
        S3BucketStore store =
            S3BucketStore.open(
                UpstreamSettings.of(server.endpoint()), AnonymousCredentialsProvider.create())) {
      store.head("bucket");
      assertEquals(Set.of("host"), fields(server.calls().get(0)));
    }
  }

  @Test
  void theBucketIsInThePathOrInTheHost() throws Exception {
    Endpoint path = new Endpoint("https", "s3.example.com", 443, true);
    assertEquals(
        new Endpoint.Address("s3.example.com", "s3.example.com", "/b/x/%7Ey".replace("%7E", "~")),
        path.address("b", "x/~y"));
    assertEquals("/b//x", path.address("b", "/x").rawPath());
    Endpoint host = new Endpoint("http", "s3.example.com", 9000, false);
    assertEquals(
        new Endpoint.Address("b.s3.example.com", "b.s3.example.com:9000", "/x%2By"),
        host.address("b", "x+y"));
    assertEquals("/", host.address("b", "").rawPath());
    assertThrows(StoreException.class, () -> host.address("b", "/x"));
  }

  @Test
  void anEndpointIsNothingButAServer() {
    for (String wrong :
        new String[] {"ftp://h", "http://h/path", "http://u@h", "http://h?q", "h:80", "http:///"}) {
      assertThrows(
          IllegalArgumentException.class, () -> UpstreamSettings.of(URI.create(wrong)), wrong);
    }
  }
}
