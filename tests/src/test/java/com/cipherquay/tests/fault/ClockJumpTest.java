package com.cipherquay.tests.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.ProxyProcess;
import com.cipherquay.tests.RawConnection;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.RawS3;
import com.cipherquay.tests.Xml;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of a running proxy jumps, forward and back: nothing is lost and nothing becomes half,
 * what is in progress goes on, and who has another time than the proxy is told so.
 */
@Tag("campaign")
final class ClockJumpTest {

  private static final String BUCKET = "clock";
  private static final Set<String> OTHER_TIME = Set.of("403 RequestTimeTooSkewed");

  /** An answer to HEAD, with which a copy begins, has no word of the time. */
  private static final Set<String> NOT_BY_THE_STORE =
      Set.of("503 ServiceUnavailable", "403 AccessDenied");

  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(-1),
          Duration.ofDays(400),
          Duration.ofDays(-400),
          Duration.ZERO);

  private @TempDir Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // set before each test
  private ShiftedClock clock;

  @BeforeEach
  void set() throws IOException {
    clock = new ShiftedClock(folder);
  }

  private ProxyProcess start(Stand stand) {
    return ProxyProcess.start(clock.of(stand.proxies().get(0)));
  }

  /** Signs at the time that the proxy has. */
  private PlainS3 moved(ProxyProcess proxy) {
    return new PlainS3(new RawS3(proxy.endpoint(), clock), BUCKET);
  }

  @Test
  void everythingIsThereWhateverTheTime() throws Exception {
    LocalStand stand = new LocalStand(folder.resolve("data"));
    WritingClient client;
    try (ProxyProcess proxy = start(stand)) {
      PlainS3 unmoved = new PlainS3(proxy.endpoint(), BUCKET);
      unmoved.createBucket();
      client = new WritingClient(unmoved);
      client.everyWriteSucceeds();
      for (Duration jump : JUMPS) {
        clock.jump(proxy, jump);
        if (!jump.isZero()) {
          client.through(unmoved).everyWriteIsRefused(OTHER_TIME);
        }
        client = client.through(moved(proxy));
        client.everyWriteSucceeds();
      }
    }
    clock.set(Duration.ofDays(-1));
    try (ProxyProcess proxy = start(stand)) {
      client.through(moved(proxy)).everythingIsThere(", after a restart a day before");
    }
    assertEquals(0, stand.keytool("check", "--read-data", "s3://" + BUCKET).status());
  }

  /** The store has the right time, and takes nothing that is signed at another. */
  @Test
  void aStoreThatHasAnotherTime() throws Exception {
    try (UpstreamStand stand = UpstreamStand.start(folder);
        ProxyProcess proxy = start(stand)) {
      PlainS3 unmoved = new PlainS3(proxy.endpoint(), BUCKET);
      unmoved.createBucket();
      WritingClient client = new WritingClient(unmoved);
      client.everyWriteSucceeds();
      for (Duration jump : JUMPS) {
        clock.jump(proxy, jump);
        if (!jump.isZero()) {
          client.through(unmoved).everyWriteIsRefused(OTHER_TIME);
          client.through(moved(proxy)).everyWriteIsRefused(NOT_BY_THE_STORE);
        }
      }
      client.everyWriteSucceeds();
    }
  }

  @Test
  void whatIsInProgressGoesOn() throws Exception {
    try (ProxyProcess proxy = start(new LocalStand(folder.resolve("data")))) {
      RawS3 raw = new RawS3(proxy.endpoint());
      assertEquals("200 ", raw.call("PUT", "/" + BUCKET).outcome());
      byte[] body = new Content(1, 40 << 20).bytes();
      RawRequest put =
          RawRequest.of("PUT", RawS3.path(BUCKET, "k"))
              .with("content-length", Integer.toString(body.length));
      try (RawConnection connection = RawConnection.open(proxy.endpoint().uri())) {
        connection.send(raw.signer().head(put, Bodies.sha256(body)).bytes());
        connection.send(Arrays.copyOf(body, body.length / 2));
        clock.sleep(proxy, Duration.ofDays(2));
        connection.send(Arrays.copyOfRange(body, body.length / 2, body.length));
        assertEquals("200 ", connection.receive(false).outcome());
      }
      RawRequest get = RawRequest.of("GET", RawS3.path(BUCKET, "k"));
      try (RawConnection connection = RawConnection.open(proxy.endpoint().uri())) {
        RawS3 moved = new RawS3(proxy.endpoint(), clock);
        connection.send(moved.signer().head(get, Bodies.sha256(new byte[0])).bytes());
        // Sockets hold less than what comes: most of it is decrypted when the clock has jumped.
        Awaitility.await().until(connection::hasReceived);
        clock.jump(proxy, Duration.ofDays(-2));
        assertArrayEquals(body, connection.receive(false).body());
      }
    }
  }

  /** Whatever their dates, what was written last is what is there. */
  @Test
  void versionsAreInTheOrderOfTheirWrites() throws Exception {
    try (ProxyProcess proxy = start(new LocalStand(folder.resolve("data")))) {
      RawS3 raw = new RawS3(proxy.endpoint(), clock);
      String path = RawS3.path(BUCKET, "k");
      byte[] enabled =
          "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
              .getBytes(UTF_8);
      assertEquals("200 ", raw.call("PUT", "/" + BUCKET).outcome());
      RawRequest versioning = RawRequest.of("PUT", "/" + BUCKET + "?versioning=");
      assertEquals("200 ", raw.call(versioning, enabled).outcome());
      List<String> versions = new ArrayList<>();
      for (Duration jump : JUMPS) {
        clock.jump(proxy, jump);
        RawResponse put = raw.call(RawRequest.of("PUT", path), jump.toString().getBytes(UTF_8));
        versions.add(0, put.header("x-amz-version-id").orElse(""));
        assertEquals(jump.toString(), raw.call("GET", path).text());
      }
      String listed = raw.call("GET", "/" + BUCKET + "?versions=").text();
      assertEquals(versions, Xml.texts(listed.getBytes(UTF_8), "VersionId"));
      clock.jump(proxy, Duration.ofHours(-3));
      assertEquals("204 ", raw.call("DELETE", path).outcome());
      assertEquals("404 NoSuchKey", raw.call("GET", path).outcome());
    }
  }

  /** By the clock of the proxy, whatever it says: a grant has no other. */
  @Test
  void aGrantEndsByTheClockOfTheProxy() throws Exception {
    try (ProxyProcess proxy = start(new LocalStand(folder.resolve("data")))) {
      new PlainS3(proxy.endpoint(), BUCKET).createBucket();
      GrantLink link =
          GrantLink.ANYTHING
              .in(List.of(GrantScope.ofPrefix(BUCKET, "a/")))
              .allowing(Set.of(GrantAction.LIST))
              .until(Instant.now().plusSeconds(1800));
      GrantCredential grant =
          GrantCredential.issue(VaultDirectory.unlock(proxy.data()).keyset(), link);
      Endpoint granted =
          new Endpoint(
              proxy.endpoint().uri(), grant.grant().accessKeyId(), grant.secretAccessKey());
      RawRequest list =
          RawRequest.of("GET", "/" + BUCKET + "?prefix=a%2F")
              .with("x-amz-security-token", grant.grant().token());
      RawS3 raw = new RawS3(granted, clock);
      assertEquals("200 ", raw.call(list).outcome());
      clock.jump(proxy, Duration.ofHours(1));
      assertEquals("400 ExpiredToken", raw.call(list).outcome());
      clock.jump(proxy, Duration.ofHours(-1));
      assertEquals("200 ", raw.call(list).outcome());
    }
  }
}
