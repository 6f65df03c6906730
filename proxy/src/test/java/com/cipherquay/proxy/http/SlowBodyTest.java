package com.cipherquay.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.MemoryBucketStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body of which some came, and then no more: it holds a thread only so long. */
final class SlowBodyTest {

  private static final Duration IDLE = Duration.ofMillis(400);
  private static final int LENGTH = 200_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70_000, LENGTH - 1})
  void silenceIsAnsweredAndLeavesNothing(int sent) throws IOException {
    ServerSettings settings =
        ServerSettings.plain("127.0.0.1", 0).withTimes(IDLE, Duration.ofSeconds(2));
    try (RunningProxy proxy = RunningProxy.start(new MemoryBucketStore(), settings)) {
      proxy.send(SignedRequest.of("PUT", "/bucket"));
      proxy.send(SignedRequest.put("/bucket/k", "as it was"));
      try (Connection connection = proxy.connect()) {
        SignedRequest put = SignedRequest.of("PUT", "/bucket/k").withBody(new byte[LENGTH]);
        connection.write(put.head());
        connection.write(Arrays.copyOf(put.body(), sent));
        Reply reply = connection.read();
        assertEquals("400 RequestTimeout", reply.status() + " " + reply.element("Code"));
        assertEquals(Optional.of("close"), reply.header("connection"));
        assertTrue(connection.ended());
      }
      assertEquals("as it was", proxy.send(SignedRequest.get("/bucket/k")).text());
    }
  }
}
