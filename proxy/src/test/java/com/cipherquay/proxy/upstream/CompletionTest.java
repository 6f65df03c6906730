package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredPartPage;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads at stores that take their time, or say it in a way of their own. */
final class CompletionTest {

  private static final StoredName NAME = new StoredName("a/x");
  private static final StoredUpload UPLOAD = new StoredUpload(NAME, "i d");
  private static final List<StoredPart> PARTS =
      List.of(new StoredPart(2, "two"), new StoredPart(10, "ten"));
  private static final String DATE = "Last-Modified: Fri, 20 Nov 2026 12:00:00 GMT";
  private static final String COMPLETED =
      "<?xml version=\"1.0\"?>\n<CompleteMultipartUploadResult><ETag>&quot;whole-2&quot;</ETag>"
          + "</CompleteMultipartUploadResult>";

  private static String error(String code) {
    return "<?xml version=\"1.0\"?>\n<Error><Code>" + code + "</Code></Error>";
  }

  private static String complete(UpstreamFixture upstream, WriteCondition condition)
      throws IOException {
    return upstream.store().uploads().complete(UPLOAD, PARTS, condition).etag();
  }

  @Test
  void theStoreIsToldThePartsOnce() throws Exception {
    AtomicReference<String> body = new AtomicReference<>("");
    BrokenStore.Script reading =
        call -> {
          body.set(new String(call.body(), StandardCharsets.US_ASCII));
          call.send(
              "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                  + COMPLETED.length()
                  + "\r\n\r\n"
                  + COMPLETED);
        };
    try (BrokenStore server = BrokenStore.playing(reading);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertEquals("whole-2", complete(upstream, WriteCondition.NONE));
      assertEquals(
          "POST /bucket/a/x?uploadId=i%20d HTTP/1.1", server.calls().get(0).line(), "and no more");
      assertEquals(1, server.calls().size());
      String sent = String.valueOf(body.get());
      assertEquals(
          "<Part><PartNumber>2</PartNumber><ETag>\"two\"</ETag></Part>"
              + "<Part><PartNumber>10</PartNumber><ETag>\"ten\"</ETag></Part>",
          sent.substring(sent.indexOf("<Part>"), sent.indexOf("</CompleteMultipartUpload>")));
    }
  }

  /** Longer than the timeouts of all other requests; AWS sends spaces meanwhile, others nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theStoreMayTakeItsTime(boolean silent) throws Exception {
    BrokenStore.Script slow =
        call -> {
          var unused = call.body();
          String head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
          if (!silent) {
            call.send(head);
          }
          for (int i = 0; i < 5; i++) {
            Thread.sleep(200);
            if (!silent) {
              call.send(" \n");
            }
          }
          call.send((silent ? head : "") + COMPLETED);
        };
    try (BrokenStore server = BrokenStore.playing(slow);
        UpstreamFixture upstream = UpstreamFixture.impatient(server)) {
      assertEquals("whole-2", complete(upstream, WriteCondition.NONE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "InternalError, UNAVAILABLE",
    "NoSuchUpload, NO_SUCH_UPLOAD",
    "InvalidPart, INVALID_PART",
    "EntityTooSmall, INVALID_PART",
    "PreconditionFailed, PRECONDITION_FAILED",
    "ConditionalRequestConflict, CONFLICT",
    "SlowDown, BUSY"
  })
  void anErrorAfterAllIsAnError(String code, StoreFault fault) throws Exception {
    BrokenStore.Script late =
        call -> {
          String parts = "<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>";
          call.answer("200 OK", call.line().startsWith("GET ") ? parts : "\n  " + error(code));
        };
    try (BrokenStore server = BrokenStore.playing(late);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(fault, () -> complete(upstream, WriteCondition.NONE));
      assertEquals(1, posts(server), "the store may have done it");
    }
  }

  /** As Ceph answers where a short part has replaced one that was named. */
  @ParameterizedTest
  @CsvSource({"two, BROKEN", "other, INVALID_PART"})
  void aRefusalIsOfThePartsIfTheyAreOthers(String tag, StoreFault fault) throws Exception {
    String part =
        "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag><Size>7</Size>"
            + "<LastModified>2026-11-20T12:00:00Z</LastModified></Part>";
    String parts =
        "<ListPartsResult><IsTruncated>false</IsTruncated>"
            + part.formatted(2, tag)
            + part.formatted(10, "ten")
            + "</ListPartsResult>";
    BrokenStore.Script ceph =
        call -> {
          if (call.line().startsWith("POST ")) {
            call.answer("400 Bad Request", error("EntityTooSmall"));
          } else {
            call.answer("200 OK", parts);
          }
        };
    try (BrokenStore server = BrokenStore.playing(ceph);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(fault, () -> complete(upstream, WriteCondition.NONE));
    }
  }

  @Test
  void aLostAnswerIsNotAskedForAgain() throws Exception {
    try (BrokenStore server = BrokenStore.playing(BrokenStore.Call::reset);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.UNAVAILABLE, () -> complete(upstream, WriteCondition.NONE));
      assertFault(
          StoreFault.UNAVAILABLE,
          () -> upstream.store().uploads().create(NAME, StoredMetadata.NONE));
      assertEquals(2, server.calls().size());
    }
  }

  @Test
  void aTagThatIsMissingIsAskedFor() throws Exception {
    BrokenStore.Script ceph =
        call -> {
          if (call.line().startsWith("POST ")) {
            call.answer("200 OK", COMPLETED.replace("&quot;whole-2&quot;", ""));
          } else {
            call.answer("200 OK", "", "ETag: \"from-head\"", DATE);
          }
        };
    try (BrokenStore server = BrokenStore.playing(ceph);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertEquals("from-head", complete(upstream, WriteCondition.NONE));
    }
  }

  /** As Ceph answers for an upload that is over. */
  @Test
  void anErrorOfTheServerIsNoUploadIfItHasNone() throws Exception {
    BrokenStore.Script ceph =
        call -> {
          if (call.line().startsWith("POST ")) {
            call.answer("500 Internal Server Error", error("InternalError"));
          } else {
            call.answer("404 Not Found", error("NoSuchKey"));
          }
        };
    try (BrokenStore server = BrokenStore.playing(ceph);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.NO_SUCH_UPLOAD, () -> complete(upstream, WriteCondition.NONE));
    }
  }

  @Test
  void aConditionIsLookedAtBeforeAndSent() throws Exception {
    BrokenStore.Script present =
        call -> {
          if (call.line().startsWith("HEAD ")) {
            call.answer("200 OK", "", "ETag: \"e\"", DATE);
          } else {
            call.answer("200 OK", COMPLETED);
          }
        };
    try (BrokenStore server = BrokenStore.playing(present);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(
          StoreFault.PRECONDITION_FAILED, () -> complete(upstream, new WriteCondition.IfAbsent()));
      assertFault(
          StoreFault.PRECONDITION_FAILED,
          () -> complete(upstream, new WriteCondition.IfMatch("f")));
      assertEquals(0, posts(server));
      assertEquals("whole-2", complete(upstream, new WriteCondition.IfMatch("e")));
      assertEquals(Optional.of("e"), server.calls().get(3).field("if-match"));
    }
  }

  @Test
  void aPartIsSentAsAnObjectIs() throws Exception {
    BrokenStore.Script taking = call -> call.answer("200 OK", "", "ETag: \"e\"");
    try (BrokenStore server = BrokenStore.playing(taking);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      for (int size : new int[] {0, 10, 200_000}) {
        StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[size]), size);
        assertEquals("e", upstream.store().uploads().writePart(UPLOAD, 7, body));
      }
      for (BrokenStore.Call call : server.calls()) {
        assertEquals("PUT /bucket/a/x?partNumber=7&uploadId=i%20d HTTP/1.1", call.line());
        assertEquals(Optional.of("UNSIGNED-PAYLOAD"), call.field("x-amz-content-sha256"));
        assertEquals(Optional.empty(), call.field("x-amz-meta-cq"));
      }
      assertEquals(Optional.of("200000"), server.calls().get(2).field("content-length"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<IsTruncated>true</IsTruncated>",
        "<Part><PartNumber>1</PartNumber><ETag>e</ETag><Size>1</Size></Part>",
        "<IsTruncated>false</IsTruncated><Part><ETag>e</ETag><Size>1</Size></Part>",
        "<IsTruncated>false</IsTruncated><Part><PartNumber>0</PartNumber></Part>",
        "<IsTruncated>false</IsTruncated><Part><PartNumber>10001</PartNumber><ETag>e</ETag>"
            + "<Size>1</Size><LastModified>2026-11-20T12:00:00Z</LastModified></Part>",
        "<IsTruncated>false</IsTruncated><Upload><Key>a</Key></Upload>",
        "<IsTruncated>false</IsTruncated><Upload><Key>a</Key><UploadId>i</UploadId></Upload>"
      })
  void aListingThatIsNoneIsRefused(String content) throws Exception {
    String root = content.contains("Upload>") ? "ListMultipartUploadsResult" : "ListPartsResult";
    String document = "<" + root + ">" + content + "</" + root + ">";
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.BROKEN, () -> upstream.store().uploads().parts(UPLOAD, 0, 10));
      assertFault(
          StoreFault.BROKEN, () -> upstream.store().uploads().list("", UploadPosition.FIRST, 10));
    }
  }

  @Test
  void partsAreCutToWhatWasAskedFor() throws Exception {
    StringBuilder parts = new StringBuilder("<IsTruncated>false</IsTruncated>");
    for (int number : new int[] {1, 10, 2}) {
      parts.append(
          ("<Part><PartNumber>" + number + "</PartNumber><ETag>\"e\"</ETag><Size>7</Size>")
              + "<LastModified>2026-11-20T12:00:00Z</LastModified></Part>");
    }
    String document = "<ListPartsResult>" + parts + "</ListPartsResult>";
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoredPartPage page = upstream.store().uploads().parts(UPLOAD, 1, 1);
      assertEquals(new StoredPart(2, "e"), page.entries().get(0).part());
      assertEquals(true, page.truncated());
    }
  }

  private static long posts(BrokenStore server) {
    return server.calls().stream().filter(call -> call.line().startsWith("POST ")).count();
  }

  private static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }
}
