package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredObject;
import java.io.IOException;
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

/** When a connection is used again, when it is closed, and how many there are. */
final class ConnectionsTest {

  private @TempDir Path folder = Path.of("");

  @Test
  void oneIsUsedAgainAndAgain() throws Exception {
    BrokenStore.Script patient =
        call -> {
          for (BrokenStore.Call each = call; ; each = each.next()) {
            BothTransports.answer(each, BothTransports.DONE);
          }
        };
    new BothTransports(folder)
        .both(
            patient,
            (server, upstream) -> {
              for (int i = 0; i < 20; i++) {
                BothTransports.write(upstream);
              }
              assertEquals(1, server.calls().size());
            });
  }

  /** A store that says nothing of it closes every connection after one answer. */
  @Test
  void oneThatTheStoreHasClosedIsNotUsed() throws Exception {
    new BothTransports(folder)
        .both(
            call -> BothTransports.answer(call, BothTransports.DONE),
            ConnectionsTest::writeSometimes);
  }

  private static void writeSometimes(BrokenStore server, UpstreamFixture upstream)
      throws IOException {
    for (int i = 1; i <= 5; i++) {
      BothTransports.write(upstream);
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
          BothTransports.answer(
              call, BothTransports.DONE + "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
          over.await();
        };
    new BothTransports(folder)
        .both(
            twice,
            (server, upstream) -> {
              BothTransports.write(upstream);
              BothTransports.write(upstream);
              assertEquals(2, server.calls().size());
            });
    over.countDown();
  }

  @Test
  void oneThatRestsIsClosedInOrder() throws Exception {
    BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    BrokenStore.Script waiting =
        call -> {
          BothTransports.answer(call, BothTransports.DONE);
          ends.add(call.socket().getInputStream().read());
        };
    try (BrokenStore server = BrokenStore.playing(waiting);
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      BothTransports.write(upstream);
      assertEquals(-1, ends.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void whoFindsNoneFreeWaitsAndIsToldSo() throws Exception {
    BrokenStore.Script script =
        call -> {
          BothTransports.answer(
              call,
              call.line().startsWith("GET")
                  ? BothTransports.OBJECT + BothTransports.LENGTH
                  : BothTransports.DONE);
          var unused = call.next();
        };
    UpstreamSettings usual = UpstreamSettings.of(URI.create("http://127.0.0.1"));
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.open(single(usual, server.endpoint()))) {
      try (StoredObject object = BothTransports.read(upstream)) {
        assertEquals(100_000, object.length());
        StoreException none =
            assertThrows(StoreException.class, () -> BothTransports.write(upstream));
        assertEquals(StoreFault.UNAVAILABLE, none.fault());
      }
      BothTransports.write(upstream);
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
}
