package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Connections that break, stall, or carry something else than HTTP promises. */
final class BrokenStoreTest {

  private static final StoredName NAME = new StoredName("x");
  private static final String OBJECT =
      "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nLast-Modified: Fri, 20 Nov 2026 12:00:00 GMT\r\n";

  @Test
  void aBodyThatBreaksOffIsNotAShortBody() throws Exception {
    try (BrokenStore server =
            BrokenStore.playing(
                call -> {
                  call.send(OBJECT + "Content-Length: 100000\r\n\r\n" + "b".repeat(500));
                  if (call.line().contains("/reset")) {
                    call.reset();
                  }
                });
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      for (String name : new String[] {"reset", "closed"}) {
        try (StoredObject object = read(upstream.store(), new StoredName(name))) {
          assertEquals(100_000, object.length());
          StoreException broken =
              assertThrows(StoreException.class, () -> object.body().readAllBytes());
          assertEquals(StoreFault.UNAVAILABLE, broken.fault());
        }
      }
    }
  }

  /** A small body is received before anyone sees it, so it can be asked for again. */
  @Test
  void aSmallBodyThatBreaksOffIsAskedForAgain() throws Exception {
    AtomicLong attempts = new AtomicLong();
    BrokenStore.Script failing =
        call ->
            call.send(
                OBJECT
                    + "Connection: close\r\nContent-Length: 1000\r\n\r\n"
                    + "b".repeat(attempts.incrementAndGet() % 3 == 0 ? 1000 : 500));
    try (BrokenStore server = BrokenStore.playing(failing);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      try (StoredObject object = read(upstream.store(), NAME)) {
        assertArrayEquals(
            "b".repeat(1000).getBytes(StandardCharsets.US_ASCII), object.body().readAllBytes());
      }
      assertEquals(3, attempts.get());
    }
  }

  @Test
  void aSmallBodyThatStallsIsNotWaitedForLong() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (BrokenStore server =
            BrokenStore.playing(
                call -> {
                  call.send(OBJECT + "Content-Length: 1000\r\n\r\nfirst");
                  over.await();
                });
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      StoreException timeout =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> assertThrows(StoreException.class, () -> read(upstream.store(), NAME)));
      assertEquals(StoreFault.UNAVAILABLE, timeout.fault());
      over.countDown();
    }
  }

  @Test
  void aStoreThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (BrokenStore server = BrokenStore.playing(call -> over.await());
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      StoreException timeout =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> assertThrows(StoreException.class, () -> upstream.store().head(NAME)));
      assertEquals(StoreFault.UNAVAILABLE, timeout.fault());
      assertEquals(1, server.calls().size(), "who waited for a timeout does not wait again");
      over.countDown();
    }
  }

  @Test
  void aBodyThatStallsIsNotWaitedForLong() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (BrokenStore server =
            BrokenStore.playing(
                call -> {
                  call.send(OBJECT + "Content-Length: 100000\r\n\r\nfirst");
                  over.await();
                });
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      try (StoredObject object = read(upstream.store(), NAME)) {
        assertArrayEquals("first".getBytes(StandardCharsets.US_ASCII), object.body().readNBytes(5));
        StoreException timeout =
            assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThrows(StoreException.class, () -> object.body().read()));
        assertEquals(StoreFault.UNAVAILABLE, timeout.fault());
      }
      over.countDown();
    }
  }

  @Test
  void aStoreThatStopsReadingIsNotWaitedForLong() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (BrokenStore server = BrokenStore.playing(call -> over.await());
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      StoreException timeout =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () ->
                  assertThrows(
                      StoreException.class, () -> write(upstream.store(), new Zeros(), 1L << 30)));
      assertEquals(StoreFault.UNAVAILABLE, timeout.fault());
      over.countDown();
    }
  }

  @Test
  void anAnswerBeforeTheBodyWasReadEndsTheUpload() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (BrokenStore server =
            BrokenStore.playing(
                call -> {
                  call.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                  over.await();
                });
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      Zeros body = new Zeros();
      StoreException refused =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () ->
                  assertThrows(
                      StoreException.class, () -> write(upstream.store(), body, 1L << 32)));
      assertEquals(StoreFault.DENIED, refused.fault());
      assertTrue(body.read.get() < 1L << 28, body.read + " bytes were read for nothing");
      over.countDown();
    }
  }

  /** By then nothing more can be written, because nobody reads it. */
  @Test
  void anAnswerLongAfterTheLastReadEndsTheUpload() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (BrokenStore server =
            BrokenStore.playing(
                call -> {
                  Thread.sleep(1000);
                  call.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                  over.await();
                });
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoreException refused =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () ->
                  assertThrows(
                      StoreException.class, () -> write(upstream.store(), new Zeros(), 1L << 32)));
      assertEquals(StoreFault.DENIED, refused.fault(), refused::toString);
      over.countDown();
    }
  }

  @Test
  void successBeforeTheBodyWasReadIsALie() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (BrokenStore server =
            BrokenStore.playing(
                call -> {
                  call.send("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n");
                  over.await();
                });
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoreException lie =
          assertThrows(StoreException.class, () -> write(upstream.store(), new Zeros(), 1L << 32));
      assertEquals(StoreFault.BROKEN, lie.fault(), lie::toString);
      over.countDown();
    }
  }

  @Test
  void aHugeErrorDocumentIsNotRead() throws Exception {
    AtomicLong taken = new AtomicLong();
    try (BrokenStore server =
            BrokenStore.playing(
                call -> {
                  call.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 1000000000\r\n\r\n");
                  byte[] block = new byte[64 * 1024];
                  while (taken.addAndGet(block.length) < 1_000_000_000) {
                    call.socket().getOutputStream().write(block);
                  }
                });
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoreException denied =
          assertThrows(StoreException.class, () -> read(upstream.store(), NAME).close());
      assertEquals(StoreFault.DENIED, denied.fault());
      assertTrue(taken.get() < 100_000_000, taken + " bytes were taken");
    }
  }

  @Test
  void whatIsNotHttpIsNoAnswer() throws Exception {
    List<String> answers =
        List.of(
            "hello\r\n\r\n",
            "\u0016\u0003\u0001",
            "",
            "HTTP/1.1 000 None\r\n\r\n",
            "HTTP/1.-1 200 OK\r\n\r\n",
            "HTTP/2.0 200 OK\r\n\r\n");
    for (String garbage : answers) {
      try (BrokenStore server = BrokenStore.playing(call -> call.send(garbage));
          UpstreamFixture upstream = UpstreamFixture.of(server)) {
        StoreException broken =
            assertThrows(StoreException.class, () -> upstream.store().head(NAME));
        assertEquals(StoreFault.UNAVAILABLE, broken.fault());
      }
    }
  }

  private static StoredObject read(ObjectStore store, StoredName name) throws IOException {
    return store.read(name, new ByteRange.Whole(), Optional.empty());
  }

  private static void write(ObjectStore store, InputStream body, long length) throws IOException {
    store.write(NAME, new StoredBody(body, length), StoredMetadata.NONE, WriteCondition.NONE);
  }

  /** As many zeros as anyone wants, counted. */
  private static final class Zeros extends InputStream {

    private final AtomicLong read = new AtomicLong();

    @Override
    public int read() {
      read.incrementAndGet();
      return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      read.addAndGet(length);
      return length;
    }
  }
}
