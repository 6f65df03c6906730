package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is waited for while a request is sent and answered, and what ends it. */
final class ExchangeTest {

  private @TempDir Path folder = Path.of("");

  /** What is only interim neither ends a body nor is an answer. */
  @Test
  void interimAnswersAreDropped() throws Exception {
    BrokenStore.Script chatty =
        call -> {
          call.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nx: y\r\n\r\n");
          BothTransports.answer(call, "HTTP/1.1 102 Processing\r\n\r\n" + BothTransports.DONE);
        };
    new BothTransports(folder)
        .both(
            chatty,
            (server, upstream) -> {
              byte[] large = new byte[8 << 20];
              BothTransports.write(upstream, new ByteArrayInputStream(large), large.length);
            });
  }

  /** A body that fails at its end is not the store's, however small it is. */
  @Test
  void aBodyThatFailsIsNotSentToItsEnd() throws Exception {
    BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    new BothTransports(folder)
        .both(
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
                  broken,
                  assertThrows(
                      IOException.class, () -> BothTransports.write(upstream, failing, 500_000)));
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

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, length);
    }
  }

  /** Only the store is in a hurry: not who makes the body, and not who reads one. */
  @Test
  void clientsMayBeSlow() throws Exception {
    BrokenStore.Script script =
        call ->
            BothTransports.answer(
                call,
                call.line().startsWith("GET")
                    ? BothTransports.OBJECT + BothTransports.LENGTH + "b".repeat(100_000)
                    : BothTransports.DONE);
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      BothTransports.write(upstream, new Slow(new byte[1000]), 1000);
      try (StoredObject object = BothTransports.read(upstream)) {
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

  /** Each byte of it comes in time, and all of it does not. */
  @Test
  void aDocumentThatTricklesIsNotWaitedForLong() throws Exception {
    BrokenStore.Script trickling =
        call -> {
          BothTransports.answer(call, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (true) {
            call.send("1\r\n<\r\n");
            Thread.sleep(50);
          }
        };
    try (BrokenStore server = BrokenStore.playing(trickling)) {
      UpstreamSettings settings = UpstreamSettings.of(server.endpoint());
      Endpoint endpoint = Endpoint.of(settings);
      UpstreamRequest request = UpstreamRequest.of("GET", endpoint.service());
      BasicClassicHttpRequest head = new BasicClassicHttpRequest("GET", (HttpHost) null, "/");
      try (Connections connections = Connections.start(settings, endpoint);
          UpstreamAnswer answer = new Exchange(connections, head, request, settings).run()) {
        AnswerStream document = assertInstanceOf(AnswerStream.class, answer.body());
        document.within(Duration.ofMillis(300));
        assertTimeout(
            Duration.ofSeconds(10),
            () -> assertThrows(IOException.class, () -> document.readNBytes(1 << 20)));
      }
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
            BothTransports.open(
                URI.create("https://localhost:" + server.endpoint().getPort()), own.pem())) {
      StoredBody endless = new StoredBody(new Zeros(), 1L << 32);
      StoreException refused =
          assertThrows(
              StoreException.class,
              () ->
                  upstream
                      .store()
                      .write(
                          BothTransports.NAME, endless, StoredMetadata.NONE, WriteCondition.NONE));
      assertEquals(StoreFault.DENIED, refused.fault());
      over.countDown();
    }
  }
}
