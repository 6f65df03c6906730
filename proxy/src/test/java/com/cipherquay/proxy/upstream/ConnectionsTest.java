package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a connection is used again, when it is closed, and what is waited for. */
final class ConnectionsTest {

  private static final StoredName NAME = new StoredName("x");
  private static final String DONE = "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n";

  private static final String OBJECT =
      "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nLast-Modified: Fri, 20 Nov 2026 12:00:00 GMT\r\n";

  private static final String LENGTH = "Content-Length: 100000\r\n\r\n";

  private @TempDir Path folder = Path.of("");

  /** A body that can not be sent again: only on a connection that is there it arrives. */
  private static void write(UpstreamFixture upstream) throws IOException {
    write(upstream, new ByteArrayInputStream(new byte[1000]), 1000);
  }

  private static void write(UpstreamFixture upstream, InputStream body, int length)
      throws IOException {
    var unused =
        upstream
            .store()
            .write(NAME, new StoredBody(body, length), StoredMetadata.NONE, WriteCondition.NONE);
  }

  private static StoredObject read(UpstreamFixture upstream) throws IOException {
    return upstream.store().read(NAME, new ByteRange.Whole(), Optional.empty());
  }

  private static void answer(BrokenStore.Call call, String text) throws IOException {
    var unused = call.body();
    call.send(text);
  }

  private static UpstreamFixture open(URI endpoint, Path ca) throws IOException {
    return UpstreamFixture.open(
        UpstreamFixture.settings(endpoint, "us-east-1", Optional.of(ca), Map.of()));
  }

  private interface Check {
    void of(BrokenStore server, UpstreamFixture upstream) throws Exception;
  }

  /** Over TCP, and over TLS. */
  private void both(BrokenStore.Script script, Check check) throws Exception {
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      check.of(server, upstream);
    }
    TestCertificate own = TestCertificate.create(folder, "own");
    try (BrokenStore server = BrokenStore.playing(script, own.listen());
        UpstreamFixture upstream =
            open(URI.create("https://localhost:" + server.endpoint().getPort()), own.pem())) {
      check.of(server, upstream);
    }
  }

  @Test
  void oneIsUsedAgainAndAgain() throws Exception {
    BrokenStore.Script patient =
        call -> {
          for (BrokenStore.Call each = call; ; each = each.next()) {
            answer(each, DONE);
          }
        };
    both(
        patient,
        (server, upstream) -> {
          for (int i = 0; i < 20; i++) {
            write(upstream);
          }
          assertEquals(1, server.calls().size());
        });
  }

  /** A store that says nothing of it closes every connection after one answer. */
  @Test
  void oneThatTheStoreHasClosedIsNotUsed() throws Exception {
    both(call -> answer(call, DONE), ConnectionsTest::writeSometimes);
  }

  private static void writeSometimes(BrokenStore server, UpstreamFixture upstream)
      throws IOException {
    for (int i = 1; i <= 5; i++) {
      write(upstream);
      int closed = i;
      Awaitility.await().until(() -> server.closed() == closed);
    }
    assertEquals(5, server.calls().size());
  }

  @Test
  void anAnswerThatNobodyAskedForIsNotTheNextOne() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    BrokenStore.Script twice =
        call -> {
          answer(call, DONE + "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
          over.await();
        };
    both(
        twice,
        (server, upstream) -> {
          write(upstream);
          write(upstream);
          assertEquals(2, server.calls().size());
        });
    over.countDown();
  }

  /** What is only interim neither ends a body nor is an answer. */
  @Test
  void interimAnswersAreDropped() throws Exception {
    BrokenStore.Script chatty =
        call -> {
          call.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nx: y\r\n\r\n");
          answer(call, "HTTP/1.1 102 Processing\r\n\r\n" + DONE);
        };
    both(
        chatty,
        (server, upstream) -> {
          byte[] large = new byte[8 << 20];
          write(upstream, new ByteArrayInputStream(large), large.length);
        });
  }

  /** A body that fails at its end is not the store's, however small it is. */
  @Test
  void aBodyThatFailsIsNotSentToItsEnd() throws Exception {
    BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    both(
        call -> {
          try {
            ends.add(call.body().length);
          } catch (IOException torn) {
            ends.add(-1);
          }
        },
        (server, upstream) -> {
          IOException broken = new IOException("not what was announced");
          InputStream failing = new Failing(new byte[500_000], broken);
          assertSame(
              broken, assertThrows(IOException.class, () -> write(upstream, failing, 500_000)));
          Integer received = ends.poll(5, TimeUnit.SECONDS);
          assertTrue(received == null || received < 500_000, "all of it arrived");
        });
  }

  /** Ends with an exception where others say that they are at their end. */
  private static final class Failing extends FilterInputStream {

    private final IOException failure;

    Failing(byte[] bytes, IOException failure) {
      super(new ByteArrayInputStream(bytes));
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }
  }

  @Test
  void oneThatRestsIsClosedInOrder() throws Exception {
    BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    BrokenStore.Script waiting =
        call -> {
          answer(call, DONE);
          ends.add(call.socket().getInputStream().read());
        };
    try (BrokenStore server = BrokenStore.playing(waiting);
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      write(upstream);
      assertEquals(-1, ends.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void whoFindsNoneFreeWaitsAndIsToldSo() throws Exception {
    BrokenStore.Script script =
        call -> {
          answer(call, call.line().startsWith("GET") ? OBJECT + LENGTH : DONE);
          var unused = call.next();
        };
    UpstreamSettings usual = UpstreamSettings.of(URI.create("http://127.0.0.1"));
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.open(single(usual, server.endpoint()))) {
      try (StoredObject object = read(upstream)) {
        assertEquals(100_000, object.length());
        StoreException none = assertThrows(StoreException.class, () -> write(upstream));
        assertEquals(StoreFault.UNAVAILABLE, none.fault());
      }
      write(upstream);
      assertEquals(2, server.calls().size());
    }
  }

  private static UpstreamSettings single(UpstreamSettings usual, URI endpoint) {
    return new UpstreamSettings(
        endpoint,
        usual.region(),
        true,
        Optional.empty(),
        Optional.empty(),
        usual.connectTimeout(),
        usual.idleTimeout(),
        Duration.ofMillis(300),
        1,
        usual.retries(),
        false,
        usual.copyLimit(),
        Map.of());
  }

  /** Only the store is in a hurry: not who makes the body, and not who reads one. */
  @Test
  void clientsMayBeSlow() throws Exception {
    BrokenStore.Script script =
        call ->
            answer(
                call, call.line().startsWith("GET") ? OBJECT + LENGTH + "b".repeat(100_000) : DONE);
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      write(upstream, new Slow(new byte[1000]), 1000);
      try (StoredObject object = read(upstream)) {
        assertEquals('b', object.body().read());
        // Longer than the store may be silent.
        Thread.sleep(1000);
        assertEquals(99_999, object.body().readAllBytes().length);
      }
      assertFalse(server.calls().isEmpty());
    }
  }

  /** Comes only after a while. */
  private static final class Slow extends FilterInputStream {

    Slow(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        Thread.sleep(1000);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return super.read(buffer, offset, length);
    }
  }

  private static final class Zeros extends InputStream {

    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return length;
    }
  }

  /** Over TLS too an answer is noticed while the body is still being sent. */
  @Test
  void anAnswerBeforeTheBodyWasReadEndsTheUpload() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    TestCertificate own = TestCertificate.create(folder, "own");
    BrokenStore.Script refusing =
        call -> {
          call.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
          over.await();
        };
    try (BrokenStore server = BrokenStore.playing(refusing, own.listen());
        UpstreamFixture upstream =
            open(URI.create("https://localhost:" + server.endpoint().getPort()), own.pem())) {
      StoredBody endless = new StoredBody(new Zeros(), 1L << 32);
      StoreException refused =
          assertThrows(
              StoreException.class,
              () ->
                  upstream.store().write(NAME, endless, StoredMetadata.NONE, WriteCondition.NONE));
      assertEquals(StoreFault.DENIED, refused.fault());
      over.countDown();
    }
  }
}
