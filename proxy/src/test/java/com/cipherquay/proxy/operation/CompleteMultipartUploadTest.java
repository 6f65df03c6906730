package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CompleteMultipartUpload: which parts make which object. */
final class CompleteMultipartUploadTest {

  private static final String TARGET = "/bucket/dir/k";
  private static final int MINIMUM = TestUpload.MINIMUM;

  private LocalProxy proxy;
  private TestUpload upload;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    upload = TestUpload.begin(proxy, TARGET);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  /** Completes, and compares every way to see the object with what was put. */
  private Reply assertCompletes() throws IOException {
    Reply reply = upload.complete();
    assertEquals(200, reply.status(), reply::text);
    byte[] expected = upload.expected();
    Reply get = proxy.send("GET", TARGET);
    assertArrayEquals(expected, get.body());
    Reply head = proxy.send("HEAD", TARGET);
    String size = Integer.toString(expected.length);
    assertEquals(Optional.of(size), head.header("content-length"));
    Reply list = proxy.send("GET", "/bucket?prefix=dir/");
    assertEquals(List.of(size), list.elements("Size"));
    String etag = reply.element("ETag");
    assertEquals(List.of(etag), list.elements("ETag"));
    assertEquals(Optional.of(etag), get.header("etag"));
    assertEquals(Optional.of(etag), head.header("etag"));
    return reply;
  }

  private void put(int number, int length) throws IOException {
    upload.put(number, TestUpload.bytes(length, number));
  }

  @Test
  void theAnswerNamesTheObject() throws IOException {
    put(1, 10);
    Reply reply = assertCompletes();
    assertEquals("bucket", reply.element("Bucket"));
    assertEquals("dir/k", reply.element("Key"));
    assertTrue(reply.element("Location").endsWith("/bucket/dir/k"));
    assertEquals(Optional.of("aws:kms"), reply.header("x-amz-server-side-encryption"));
  }

  @Test
  void partsInAnyOrderWithGaps() throws IOException {
    put(9_999, 1);
    put(3, MINIMUM + 1);
    put(700, MINIMUM);
    assertCompletes();
  }

  @Test
  void theLastPartMayHaveAnyLength() throws IOException {
    for (int last : List.of(0, 1, MINIMUM - 1, MINIMUM)) {
      upload = TestUpload.begin(proxy, TARGET);
      put(1, MINIMUM);
      put(2, last);
      assertCompletes();
    }
  }

  @Test
  void oneSmallPartIsAnObject() throws IOException {
    for (int number : List.of(1, 10_000)) {
      for (int length : List.of(0, 1)) {
        upload = TestUpload.begin(proxy, TARGET);
        put(number, length);
        assertCompletes();
      }
    }
  }

  @Test
  void aPartThatWasReplacedIsGone() throws IOException {
    put(1, MINIMUM + 5);
    put(2, 10);
    String stale = upload.tag(1);
    put(1, MINIMUM);
    upload.put(2, "end".getBytes(UTF_8));
    String now = upload.tag(1);
    upload.tags().put(1, stale);
    Reply reply = upload.complete();
    assertEquals("400 InvalidPart", reply.status() + " " + reply.element("Code"));
    assertEquals("1", reply.element("PartNumber"));
    assertEquals(stale, '"' + reply.element("ETag") + '"');
    upload.tags().put(1, now);
    assertCompletes();
  }

  @Test
  void aPartMayShrinkAndGrow() throws IOException {
    put(1, MINIMUM);
    put(2, MINIMUM);
    put(2, 1);
    put(1, 1);
    put(1, MINIMUM + 1);
    assertCompletes();
  }

  @Test
  void aPartThatIsLeftOutIsDropped() throws IOException {
    put(1, MINIMUM);
    put(2, MINIMUM);
    put(3, 3);
    put(4, 4);
    upload.leaveOut(2);
    upload.leaveOut(4);
    assertCompletes();
    assertEquals(204, proxy.send("DELETE", TARGET).status());
    assertEquals(204, proxy.send("DELETE", "/bucket").status());
  }

  @Test
  void onlyTheLastPartMayBeSmall() throws IOException {
    put(1, MINIMUM - 1);
    put(2, MINIMUM);
    Reply reply = upload.complete();
    assertEquals("400 EntityTooSmall", reply.status() + " " + reply.element("Code"));
    assertEquals("1", reply.element("PartNumber"));
    assertEquals('"' + reply.element("ETag") + '"', upload.tag(1));
    assertEquals(Integer.toString(MINIMUM - 1), reply.element("ProposedSize"));
    assertEquals("5242880", reply.element("MinSizeAllowed"));
    assertEquals(404, proxy.send("HEAD", TARGET).status());
    put(1, MINIMUM);
    assertCompletes();
  }

  @Test
  void whatWasSaidAtTheBeginningIsTheObjects() throws IOException {
    Map<String, String> headers =
        Map.of(
            "Content-Type", "text/plain",
            "Cache-Control", "no-cache",
            "Content-Encoding", "gzip",
            "x-amz-website-redirect-location", "/elsewhere",
            "x-amz-meta-color", "blue");
    upload = TestUpload.begin(proxy, TARGET, headers);
    put(1, MINIMUM);
    put(2, 2);
    assertCompletes();
    Reply head = proxy.send("HEAD", TARGET);
    headers.forEach((name, value) -> assertEquals(Optional.of(value), head.header(name)));
  }

  @Test
  void askedAgainItAnswersTheSame() throws IOException {
    put(1, MINIMUM);
    put(2, 2);
    Reply first = assertCompletes();
    Reply again = upload.complete();
    assertEquals(200, again.status(), again::text);
    assertEquals(first.text(), again.text());
    proxy.send(SignedRequest.put(TARGET, "another"));
    assertEquals("NoSuchUpload", upload.complete().element("Code"));
    assertEquals("another", proxy.send("GET", TARGET).text());
  }

  @Test
  void ofTwoUploadsTheLastOneStays() throws IOException {
    TestUpload other = TestUpload.begin(proxy, TARGET);
    other.put(1, "other".getBytes(UTF_8));
    put(1, MINIMUM);
    assertCompletes();
    assertEquals(200, other.complete().status());
    assertEquals("other", proxy.send("GET", TARGET).text());
  }

  @Test
  void aTagOfAnotherUploadIsNone() throws IOException {
    TestUpload other = TestUpload.begin(proxy, TARGET);
    other.put(1, new byte[MINIMUM]);
    put(1, MINIMUM);
    Reply reply = upload.complete(TestUpload.document(other.tags()));
    assertEquals("InvalidPart", reply.element("Code"));
    assertCompletes();
  }

  @Test
  void rangesCrossTheBordersOfParts() throws IOException {
    put(1, MINIMUM);
    put(2, MINIMUM + 7);
    put(3, 70_000);
    assertCompletes();
    byte[] all = upload.expected();
    int second = 2 * MINIMUM + 7;
    for (int[] range :
        List.of(
            new int[] {MINIMUM - 1, MINIMUM},
            new int[] {MINIMUM, MINIMUM},
            new int[] {MINIMUM - 100_000, second + 100},
            new int[] {second - 1, all.length - 1})) {
      Reply reply =
          proxy.send(SignedRequest.get(TARGET).with("Range", "bytes=" + range[0] + "-" + range[1]));
      assertEquals(206, reply.status());
      assertArrayEquals(Arrays.copyOfRange(all, range[0], range[1] + 1), reply.body());
    }
  }
}
