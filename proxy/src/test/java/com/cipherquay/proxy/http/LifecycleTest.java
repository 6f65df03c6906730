package com.cipherquay.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.MemoryBucketStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Starting and stopping. */
final class LifecycleTest {

  @Test
  void aRequestInProgressIsServedToItsEnd() throws Exception {
    RunningProxy proxy = RunningProxy.start();
    try (Connection connection = proxy.connect()) {
      proxy.send(SignedRequest.of("PUT", "/bucket"));
      SignedRequest put = SignedRequest.put("/bucket/k", "last words");
      connection.write(put.with("Expect", "100-continue").head());
      assertEquals(100, connection.read().status());
      CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> close(proxy));
      Awaitility.await().until(() -> refused(proxy));
      assertFalse(closing.isDone());
      connection.write(put.body());
      assertEquals(200, connection.read().status());
      closing.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRequestWithoutEndDoesNotHoldTheStop() throws Exception {
    RunningProxy proxy = RunningProxy.start();
    try (Connection connection = proxy.connect()) {
      proxy.send(SignedRequest.of("PUT", "/bucket"));
      connection.announce(SignedRequest.of("PUT", "/bucket/k"), 10);
      long begin = System.nanoTime();
      close(proxy);
      assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 10);
    }
  }

  @Test
  void aPortInUseIsAnError() throws IOException {
    try (RunningProxy first = RunningProxy.start()) {
      ServerSettings same = ServerSettings.plain("127.0.0.1", first.server().uri().getPort());
      assertThrows(IOException.class, () -> RunningProxy.start(new MemoryBucketStore(), same));
    }
  }

  private static void close(RunningProxy proxy) {
    try {
      proxy.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether new connections are turned away. */
  private static boolean refused(RunningProxy proxy) {
    try {
      return proxy.send(SignedRequest.get("/")).status() == 503;
    } catch (IOException e) {
      return true;
    }
  }
}
