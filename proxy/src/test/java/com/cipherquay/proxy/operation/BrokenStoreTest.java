package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.proxy.http.Connection;
import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that fails or lies: S3's errors, nothing of the store's text, and never a clean end. */
final class BrokenStoreTest {

  private static final String SECRET = "the store's own words";
  private static final int SIZE = 300_000;

  @ParameterizedTest
  @CsvSource({
    "NO_SUCH_OBJECT, 404, NoSuchKey",
    "NO_SUCH_BUCKET, 404, NoSuchBucket",
    "BUCKET_EXISTS, 409, BucketAlreadyOwnedByYou",
    "BUCKET_NOT_EMPTY, 409, BucketNotEmpty",
    "PRECONDITION_FAILED, 412, PreconditionFailed",
    "RANGE_NOT_SATISFIABLE, 416, InvalidRange",
    "CONFLICT, 409, ConditionalRequestConflict",
    "TOO_LARGE, 400, EntityTooLarge",
    "DENIED, 403, AccessDenied",
    "UNSUPPORTED, 501, NotImplemented",
    "BUSY, 503, SlowDown",
    "UNAVAILABLE, 503, ServiceUnavailable",
    "BROKEN, 500, InternalError"
  })
  void everyFaultOfAStoreHasItsError(StoreFault fault, int status, String code) throws IOException {
    BrokenStore store = new BrokenStore();
    try (RunningProxy proxy = RunningProxy.over(store)) {
      proxy.send(SignedRequest.of("PUT", "/bucket"));
      store.fail(fault, SECRET);
      for (SignedRequest request :
          List.of(
              SignedRequest.put("/bucket/k", "x"),
              SignedRequest.of("DELETE", "/bucket/k"),
              SignedRequest.get("/bucket"))) {
        Reply reply = proxy.send(request);
        assertEquals(status, reply.status());
        assertEquals(code, reply.element("Code"));
        assertFalse(reply.text().contains(SECRET));
      }
    }
  }

  @Test
  void aBodyThatBreaksOffNeverEndsCleanly() throws IOException {
    BrokenStore store = new BrokenStore();
    try (RunningProxy proxy = RunningProxy.over(store);
        Connection connection = proxy.connect()) {
      proxy.send(SignedRequest.of("PUT", "/bucket"));
      proxy.send(SignedRequest.put("/bucket/k", "x".repeat(SIZE)));
      store.cutBodiesAt(SIZE / 2);
      assertThrows(IOException.class, () -> connection.send(SignedRequest.get("/bucket/k")));
    }
  }

  @Test
  void aReadThatIsRefusedLeavesNoBodyOpen() throws IOException {
    BrokenStore store = new BrokenStore();
    try (RunningProxy proxy = RunningProxy.over(store)) {
      proxy.send(SignedRequest.of("PUT", "/bucket"));
      proxy.send(SignedRequest.put("/bucket/k", "x"));
      SignedRequest beyond = SignedRequest.get("/bucket/k").with("Range", "bytes=50-");
      assertEquals(412, proxy.send(beyond.with("If-Match", "\"other\"")).status());
      assertEquals(0, store.openBodies());
      assertEquals(416, proxy.send(beyond.with("If-Match", "*")).status());
      assertEquals(0, store.openBodies());
    }
  }

  @Test
  void aByteThatChangedNeverArrives() throws IOException {
    BrokenStore store = new BrokenStore();
    try (RunningProxy proxy = RunningProxy.over(store)) {
      proxy.send(SignedRequest.of("PUT", "/bucket"));
      proxy.send(SignedRequest.put("/bucket/k", "x".repeat(SIZE)));
      store.flipByteAt(SIZE / 2);
      try (Connection connection = proxy.connect()) {
        assertThrows(IOException.class, () -> connection.send(SignedRequest.get("/bucket/k")));
      }
      store.flipByteAt(500);
      Reply reply = proxy.send(SignedRequest.get("/bucket/k"));
      assertEquals(500, reply.status());
      assertEquals("InternalError", reply.element("Code"));
    }
  }

  @Test
  void aPartThatIsCopiedIsAllOrNothing() throws IOException {
    BrokenStore store = new BrokenStore();
    try (RunningProxy proxy = RunningProxy.over(store)) {
      proxy.send(SignedRequest.of("PUT", "/bucket"));
      proxy.send(SignedRequest.put("/bucket/k", "x".repeat(SIZE)));
      String id = proxy.send(SignedRequest.of("POST", "/bucket/m?uploads")).element("UploadId");
      SignedRequest copy =
          SignedRequest.of("PUT", "/bucket/m?partNumber=1&uploadId=" + id)
              .with("x-amz-copy-source", "/bucket/k");
      SignedRequest condition = copy.with("x-amz-copy-source-if-match", "\"other\"");
      assertEquals(412, proxy.send(condition).status());
      SignedRequest beyond = copy.with("x-amz-copy-source-range", "bytes=1-" + SIZE);
      assertEquals(400, proxy.send(beyond).status());
      store.cutBodiesAt(SIZE / 2);
      Reply cut = proxy.send(copy);
      assertEquals("500 InternalError", cut.status() + " " + cut.element("Code"));
      assertEquals(0, store.openBodies());
      store.cutBodiesAt(Integer.MAX_VALUE);
      store.flipByteAt(SIZE / 2);
      assertEquals(500, proxy.send(copy).status());
      assertEquals(0, store.openBodies());
      store.flipByteAt(-1);
      SignedRequest list = SignedRequest.get("/bucket/m?uploadId=" + id);
      assertEquals(List.of(), proxy.send(list).elements("PartNumber"));
      assertEquals(200, proxy.send(copy).status());
      assertEquals(List.of("1"), proxy.send(list).elements("PartNumber"));
      assertEquals(0, store.openBodies());
    }
  }
}
