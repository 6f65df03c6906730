package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an object is there. */
final class ExpiryHeaderTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String HEADER = "x-amz-meta-object-expires";

  @ParameterizedTest
  @CsvSource({
    "+1s, 2026-01-02T03:04:06Z",
    "+90m, 2026-01-02T04:34:05Z",
    "+2h, 2026-01-02T05:04:05Z",
    "+3d, 2026-01-05T03:04:05Z",
    "+1w, 2026-01-09T03:04:05Z",
    "+1d12h30m, 2026-01-03T15:34:05Z",
    "' +2h ', 2026-01-02T05:04:05Z",
    "2026-01-02T03:04:06Z, 2026-01-02T03:04:06Z",
    "2026-01-02T03:04:05.1Z, 2026-01-02T03:04:06Z",
    "2026-06-01T12:00:00+02:00, 2026-06-01T10:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
  })
  void aValueThatIsATime(String value, String end) {
    assertEquals(end, ExpiryHeader.resolve(value, NOW, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "never",
        "2h",
        "+h",
        "+",
        "+2",
        "+2y",
        "+2H",
        "-2h",
        "+-2h",
        "+2h 3m",
        "+1.5h",
        "+0s",
        "+9999999999s",
        "+999999999w",
        "2026-01-02T03:04:05Z",
        "2026-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2027-01-01",
        "2027-01-01T00:00:00",
        "Fri, 01 Jan 2027 00:00:00 GMT",
        "+10000-01-01T00:00:00Z"
      })
  void aValueThatIsNone(String value) {
    S3Exception e =
        assertThrows(S3Exception.class, () -> ExpiryHeader.resolve(value, NOW, Optional.empty()));
    assertEquals(S3ErrorCode.INVALID_ARGUMENT, e.code());
  }

  @Property(tries = 500)
  void aDurationIsNeverCutShort(@ForAll @IntRange(min = 1, max = 2_000_000) int millis) {
    Instant now = NOW.plusMillis(millis % 1000);
    Instant end = Instant.parse(ExpiryHeader.resolve("+" + millis + "s", now, Optional.empty()));
    Duration over = Duration.between(now.plusSeconds(millis), end);
    assertTrue(!over.isNegative() && over.compareTo(Duration.ofSeconds(1)) < 0, over.toString());
  }

  @Test
  void anObjectIsGoneAtItsEnd(@TempDir Path folder) throws Exception {
    try (LocalProxy proxy = LocalProxy.start(folder)) {
      proxy.send(SignedRequest.put("/bucket/k", "hello").with(HEADER, "+2s"));
      Reply head = proxy.send("HEAD", "/bucket/k");
      Instant end = Instant.parse(head.header(HEADER).orElse(""));
      proxy.send(SignedRequest.of("PUT", "/bucket/copy").with("x-amz-copy-source", "/bucket/k"));
      assertEquals(Optional.of(end.toString()), proxy.send("HEAD", "/bucket/copy").header(HEADER));
      while (Instant.now().isBefore(end)) {
        Thread.sleep(50);
      }
      for (String key : List.of("k", "copy")) {
        Reply get = proxy.send("GET", "/bucket/" + key);
        assertEquals("404 NoSuchKey", get.status() + " " + get.element("Code"));
        assertEquals(404, proxy.send("HEAD", "/bucket/" + key).status());
        SignedRequest range = SignedRequest.get("/bucket/" + key).with("Range", "bytes=0-1");
        assertEquals(404, proxy.send(range).status());
        SignedRequest attributes = SignedRequest.get("/bucket/" + key + "?attributes");
        assertEquals(404, proxy.send(attributes.with("x-amz-object-attributes", "ETag")).status());
        SignedRequest copy = SignedRequest.of("PUT", "/bucket/later");
        assertEquals(404, proxy.send(copy.with("x-amz-copy-source", "/bucket/" + key)).status());
      }
      // It is there again when it is put again.
      assertEquals(200, proxy.send(SignedRequest.put("/bucket/k", "again")).status());
      assertEquals("again", proxy.send("GET", "/bucket/k").text());
    }
  }

  @Test
  void everyWayToMakeAnObject(@TempDir Path folder) throws IOException {
    try (LocalProxy proxy = LocalProxy.start(folder)) {
      TestUpload upload = TestUpload.begin(proxy, "/bucket/u", Map.of(HEADER, "+2h"));
      upload.put(1, new byte[3]);
      upload.complete();
      SignedRequest copy = SignedRequest.of("PUT", "/bucket/c");
      copy = copy.with("x-amz-copy-source", "/bucket/u");
      SignedRequest replacing = copy.with("x-amz-metadata-directive", "REPLACE");
      assertEquals(200, proxy.send(replacing.with(HEADER, "+5h")).status());
      Duration between = Duration.between(end(proxy, "/bucket/u"), end(proxy, "/bucket/c"));
      assertTrue(between.minusHours(3).abs().compareTo(Duration.ofMinutes(5)) < 0);
      assertEquals(200, proxy.send(replacing).status());
      assertEquals(Optional.empty(), proxy.send("HEAD", "/bucket/c").header(HEADER));
      assertEquals(200, proxy.send(copy.with(HEADER, "+5h")).status());
      assertEquals(end(proxy, "/bucket/u"), end(proxy, "/bucket/c"));
    }
  }

  private static Instant end(LocalProxy proxy, String target) throws IOException {
    return Instant.parse(proxy.send("HEAD", target).header(HEADER).orElse(""));
  }

  @Test
  void aValueThatIsNoneLeavesNothing(@TempDir Path folder) throws IOException {
    try (LocalProxy proxy = LocalProxy.start(folder)) {
      for (SignedRequest request :
          List.of(
              SignedRequest.put("/bucket/k", "x"),
              SignedRequest.of("POST", "/bucket/k?uploads"),
              SignedRequest.of("PUT", "/bucket/k")
                  .with("x-amz-copy-source", "/bucket/k")
                  .with("x-amz-metadata-directive", "REPLACE"))) {
        Reply reply = proxy.send(request.with(HEADER, "tomorrow"));
        assertEquals("400 InvalidArgument", reply.status() + " " + reply.element("Code"));
        assertEquals(HEADER, reply.element("ArgumentName"));
      }
      assertEquals(404, proxy.send("HEAD", "/bucket/k").status());
      assertEquals(204, proxy.send("DELETE", "/bucket").status());
    }
  }

  @Test
  void aLimitIsALimit() {
    Optional<Duration> hour = Optional.of(Duration.ofHours(1));
    String latest = ExpiryHeader.latest(hour.get(), NOW);
    assertEquals(latest, ExpiryHeader.resolve("+1h", NOW, hour));
    assertEquals(latest, ExpiryHeader.resolve(latest, NOW, hour));
    S3Exception e =
        assertThrows(S3Exception.class, () -> ExpiryHeader.resolve("+3601s", NOW, hour));
    assertEquals(S3ErrorCode.ACCESS_DENIED, e.code());
  }
}
