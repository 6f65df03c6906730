package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CopyObject of a source that is replaced after it was looked at and before it is copied. */
final class CopyRaceTest {

  private final AtomicInteger copies = new AtomicInteger();
  private BrokenStore store;
  private RunningProxy proxy;

  @BeforeEach
  void start() throws IOException {
    store = new BrokenStore();
    proxy = RunningProxy.over(store);
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.send(SignedRequest.put("/bucket/src", "before"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  /** Replaces the source before each of the first copies. */
  private void replaceBefore(int first) {
    store.beforeEveryCopy(
        () -> {
          int copy = copies.incrementAndGet();
          if (copy <= first) {
            proxy.send(SignedRequest.put("/bucket/src", "write " + copy));
          }
        });
  }

  private static SignedRequest copy() {
    return SignedRequest.of("PUT", "/bucket/dst").with("x-amz-copy-source", "/bucket/src");
  }

  private void assertRefused(int status, String code, Reply reply) throws IOException {
    assertEquals(status, reply.status(), reply::text);
    assertEquals(code, reply.element("Code"));
    assertEquals(404, proxy.send(SignedRequest.get("/bucket/dst")).status());
  }

  @Test
  void aClientThatSetNoConditionGetsTheNewObject() throws IOException {
    replaceBefore(1);
    Reply reply = proxy.send(copy());
    assertEquals(200, reply.status(), reply::text);
    assertEquals("write 1", proxy.send(SignedRequest.get("/bucket/dst")).text());
  }

  @Test
  void aConditionIsDecidedAgain() throws IOException {
    String etag = proxy.send(SignedRequest.get("/bucket/src")).header("etag").orElseThrow();
    replaceBefore(1);
    Reply reply = proxy.send(copy().with("x-amz-copy-source-if-match", etag));
    assertRefused(412, "PreconditionFailed", reply);
  }

  @Test
  void aSourceThatIsNeverStillIsToBeAskedForLater() throws IOException {
    replaceBefore(Integer.MAX_VALUE);
    assertRefused(503, "SlowDown", proxy.send(copy()));
    assertEquals(3, copies.get());
  }
}
