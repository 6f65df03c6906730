package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AbortMultipartUpload: it ends this upload and touches nothing else. */
final class AbortMultipartUploadTest {

  private static final String TARGET = "/bucket/k";

  private LocalProxy proxy;
  private TestUpload upload;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    proxy.send(SignedRequest.put(TARGET, "before"));
    upload = TestUpload.begin(proxy, TARGET);
    upload.put(1, "held".getBytes(UTF_8));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private static void assertNoUpload(Reply reply) {
    assertEquals("404 NoSuchUpload", reply.status() + " " + reply.element("Code"));
  }

  @Test
  void afterItThereIsNoUpload() throws IOException {
    assertEquals(204, upload.abort().status());
    assertNoUpload(upload.abort());
    assertNoUpload(upload.list(""));
    assertNoUpload(upload.complete());
    assertNoUpload(proxy.send(upload.partRequest(2).withBody(new byte[1])));
    assertEquals(List.of(), proxy.send("GET", "/bucket?uploads").elements("UploadId"));
    assertEquals("before", proxy.send("GET", TARGET).text());
  }

  @Test
  void itLeavesNothingInTheBucket() throws IOException {
    upload.put(2, new byte[TestUpload.MINIMUM]);
    assertEquals(204, upload.abort().status());
    assertEquals(204, proxy.send("DELETE", TARGET).status());
    assertEquals(204, proxy.send("DELETE", "/bucket").status());
  }

  @Test
  void anotherUploadOfTheKeyGoesOn() throws IOException {
    TestUpload other = TestUpload.begin(proxy, TARGET);
    other.put(1, "other".getBytes(UTF_8));
    assertEquals(204, upload.abort().status());
    assertEquals(200, other.complete().status());
    assertEquals("other", proxy.send("GET", TARGET).text());
  }

  @Test
  void theUploadOfAnotherKeyIsNone() throws IOException {
    assertNoUpload(proxy.send("DELETE", "/bucket/other?uploadId=" + upload.id()));
    assertNoUpload(proxy.send("DELETE", TARGET + "?uploadId=made-up"));
    assertNoUpload(proxy.send("DELETE", TARGET + "?uploadId="));
    assertEquals(200, upload.complete().status());
  }

  @Test
  void aConditionIsNotForgotten() throws IOException {
    SignedRequest abort = SignedRequest.of("DELETE", TARGET + "?uploadId=" + upload.id());
    for (String name : List.of("If-Match", "x-amz-if-match-initiated-time")) {
      assertEquals(501, proxy.send(abort.with(name, "x")).status());
    }
    assertEquals(200, upload.complete().status());
  }
}
