package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies at stores that understand them in different ways. */
final class CopyTest {

  private static final StoredName NAME = new StoredName("a/target");
  private static final String DATE = "Last-Modified: Fri, 20 Nov 2026 12:00:00 GMT";
  private static final String COPIED =
      "<?xml version=\"1.0\"?><CopyObjectResult><ETag>&quot;new&quot;</ETag></CopyObjectResult>";

  private static StoredSource source(String bucket, long size) {
    return new StoredSource(bucket, new StoredName("b/source"), "old", size);
  }

  private static String copy(UpstreamFixture upstream, WriteCondition condition)
      throws IOException {
    return copy(upstream, source("bucket", 10), condition);
  }

  private static String copy(
      UpstreamFixture upstream, StoredSource source, WriteCondition condition) throws IOException {
    StoredMetadata metadata = StoredMetadata.of(new byte[] {0, 1, 2});
    return upstream.store().copy(source, NAME, metadata, condition).etag();
  }

  private static String refusal(String code, String condition) {
    return ("<Error><Code>" + code + "</Code>")
        + (condition.isEmpty() ? "" : "<Condition>" + condition + "</Condition>")
        + "</Error>";
  }

  @Test
  void theStoreIsAskedToCopyWhatWasRead() throws Exception {
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", COPIED));
        UpstreamFixture upstream =
            UpstreamFixture.open(
                UpstreamFixture.settings(
                    server.endpoint(),
                    "us-east-1",
                    Optional.empty(),
                    Map.of("mapped", new UpstreamSettings.Place("other", "of/mine/"))))) {
      assertEquals("new", copy(upstream, source("mapped", 10), WriteCondition.NONE));
      BrokenStore.Call call = server.calls().get(0);
      assertEquals("PUT /bucket/a/target HTTP/1.1", call.line());
      assertEquals(Optional.of("/other/of/mine/b/source"), call.field("x-amz-copy-source"));
      assertEquals(Optional.of("\"old\""), call.field("x-amz-copy-source-if-match"));
      assertEquals(Optional.of("\"old\""), call.field("x-amz-copy-if-match"));
      assertEquals(Optional.of("REPLACE"), call.field("x-amz-metadata-directive"));
      assertEquals(Optional.of("application/octet-stream"), call.field("content-type"));
      assertEquals(Optional.of("AAEC"), call.field("x-amz-meta-cq"));
      assertEquals(1, server.calls().size());
    }
  }

  @Test
  void whoDoesNotKnowTheFieldOfCephIsAskedWithout() throws Exception {
    BrokenStore.Script strict =
        call -> {
          if (call.field("x-amz-copy-if-match").isPresent()) {
            call.answer("501 Not Implemented", refusal("NotImplemented", ""));
          } else {
            call.answer("200 OK", COPIED);
          }
        };
    try (BrokenStore server = BrokenStore.playing(strict);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      for (int calls : new int[] {2, 3, 4}) {
        assertEquals("new", copy(upstream, WriteCondition.NONE));
        assertEquals(calls, server.calls().size());
        assertEquals(
            Optional.of("\"old\""),
            server.calls().get(calls - 1).field("x-amz-copy-source-if-match"));
      }
    }
  }

  /** Ceph says 200 while it copies; what it fails at after that is not a field. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<CopyObjectResult>",
        "<Error><Code>UnknownError</Code></Error>",
        "<ListBucketResult/>"
      })
  void aCopyThatBreaksDownIsNotAskedForWithoutTheFieldOfCeph(String answer) throws Exception {
    BrokenStore.Script failing =
        call ->
            call.answer("200 OK", call.field("x-amz-copy-if-match").isPresent() ? answer : COPIED);
    try (BrokenStore server = BrokenStore.playing(failing);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.BROKEN, () -> copy(upstream, WriteCondition.NONE));
      assertFault(StoreFault.BROKEN, () -> copy(upstream, WriteCondition.NONE));
      assertEquals(2, server.calls().size());
    }
  }

  /** A store that copies nothing is not one that does not know a field. */
  @Test
  void whoRefusesBothWaysIsAskedBothWaysAgain() throws Exception {
    BrokenStore.Script refusing =
        call -> call.answer("501 Not Implemented", refusal("NotImplemented", ""));
    try (BrokenStore server = BrokenStore.playing(refusing);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.UNSUPPORTED, () -> copy(upstream, WriteCondition.NONE));
      assertFault(StoreFault.UNSUPPORTED, () -> copy(upstream, WriteCondition.NONE));
      assertEquals(4, server.calls().size());
      assertTrue(server.calls().get(2).field("x-amz-copy-if-match").isPresent());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PreconditionFailed, x-amz-copy-source-If-Match, true, old, SOURCE_CHANGED",
    "PreconditionFailed, If-Match, true, old, PRECONDITION_FAILED",
    "PreconditionFailed, , false, old, SOURCE_CHANGED",
    "PreconditionFailed, , true, old, PRECONDITION_FAILED",
    "PreconditionFailed, , true, newer, SOURCE_CHANGED",
    "PreconditionFailed, , true, , NO_SUCH_OBJECT",
    "NoSuchKey, , false, old, NO_SUCH_OBJECT",
    "NoSuchKey, , true, old, PRECONDITION_FAILED",
    "NoSuchKey, , true, , NO_SUCH_OBJECT",
    "NoSuchBucket, , true, old, NO_SUCH_BUCKET"
  })
  void theConditionsAreToldApart(
      String code,
      @Nullable String condition,
      boolean conditional,
      @Nullable String sourceTag,
      StoreFault fault)
      throws Exception {
    BrokenStore.Script script =
        call -> {
          if (call.line().contains("/source ") && sourceTag == null) {
            call.answer("404 Not Found", "");
          } else if (call.line().startsWith("HEAD ")) {
            String tag = call.line().contains("/source ") ? sourceTag : "target";
            call.answer("200 OK", "", "ETag: \"" + tag + "\"", DATE);
          } else {
            // As late as S3 may say it.
            call.answer("200 OK", refusal(code, condition == null ? "" : condition));
          }
        };
    WriteCondition match = conditional ? new WriteCondition.IfMatch("target") : WriteCondition.NONE;
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(fault, () -> copy(upstream, match));
    }
  }

  @Test
  void aConditionIsLookedAtBeforeAndSent() throws Exception {
    BrokenStore.Script present =
        call -> {
          if (call.line().startsWith("HEAD ")) {
            call.answer("200 OK", "", "ETag: \"e\"", DATE);
          } else {
            call.answer("200 OK", COPIED);
          }
        };
    try (BrokenStore server = BrokenStore.playing(present);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      WriteCondition absent = new WriteCondition.IfAbsent();
      assertFault(StoreFault.PRECONDITION_FAILED, () -> copy(upstream, absent));
      assertEquals(1, server.calls().size());
      assertEquals("new", copy(upstream, new WriteCondition.IfMatch("e")));
      assertEquals(Optional.of("e"), server.calls().get(2).field("if-match"));
    }
  }

  @Test
  void aTagThatIsNotOnePlainTagIsNeverSent() throws Exception {
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", COPIED));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      for (String tag : List.of("*", "a, b", "\"a\"", "")) {
        StoredSource odd = new StoredSource("bucket", new StoredName("x"), tag, 1);
        assertFault(StoreFault.SOURCE_CHANGED, () -> copy(upstream, odd, WriteCondition.NONE));
      }
      assertEquals(0, server.calls().size());
    }
  }

  /** What fails half way leaves no upload behind. */
  @ParameterizedTest
  @CsvSource({
    "412, PreconditionFailed, old, SOURCE_CHANGED",
    "416, InvalidRange, old, SOURCE_CHANGED",
    "404, NoSuchKey, old, NO_SUCH_OBJECT",
    "403, AccessDenied, old, DENIED",
    "200, , newer, SOURCE_CHANGED"
  })
  void aCopyInPartsThatFailsIsAborted(
      int status, @Nullable String code, String sourceTag, StoreFault fault) throws Exception {
    BrokenStore.Script script =
        call -> {
          boolean second = call.field("x-amz-copy-source-range").orElse("").contains("5242880-");
          if (call.line().startsWith("POST ")) {
            call.answer(
                "200 OK",
                "<InitiateMultipartUploadResult><UploadId>u</UploadId>"
                    + "</InitiateMultipartUploadResult>");
          } else if (call.line().startsWith("HEAD ")) {
            call.answer("200 OK", "", "ETag: \"" + sourceTag + "\"", DATE);
          } else if (call.line().contains("?tagging")) {
            call.answer("200 OK", "<Tagging><TagSet/></Tagging>");
          } else if (call.line().startsWith("DELETE ")) {
            call.answer("204 No Content", "");
          } else if (second && code != null) {
            call.answer(status + " No", refusal(code, ""));
          } else {
            call.answer("200 OK", COPIED.replace("CopyObjectResult", "CopyPartResult"));
          }
        };
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream =
            UpstreamFixture.open(
                UpstreamFixture.settings(
                    server.endpoint(), "us-east-1", Optional.empty(), Map.of()))) {
      StoredSource large = source("bucket", 12L << 20);
      assertFault(fault, () -> copy(upstream, large, WriteCondition.NONE));
      assertEquals(
          "DELETE /bucket/a/target?uploadId=u HTTP/1.1",
          server.calls().get(server.calls().size() - 1).line());
    }
  }

  private static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }
}
