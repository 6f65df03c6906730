package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.BrowserForm;
import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A form makes an object. */
final class PostObjectTest {

  private static final String ORIGIN = "http://127.0.0.1";

  @TempDir private Path folder;
  private LocalProxy proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = LocalProxy.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_520, 65_535, 65_536, 65_537, 1_000_003})
  void theFileIsTheObject(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    BrowserForm form = BrowserForm.of("a/k").file("f", content);
    assertEquals(204, form.send(proxy.proxy()).status());
    assertArrayEquals(content, proxy.send("GET", "/bucket/a/k").body());
    Reply list = proxy.send("GET", "/bucket?list-type=2");
    assertEquals(Integer.toString(size), list.element("Size"));
  }

  @Test
  void tagsAreADocument() throws IOException {
    String tags =
        "<Tagging><TagSet><Tag><Key>project</Key><Value>blue</Value></Tag></TagSet></Tagging>";
    Reply reply = BrowserForm.of("tagged").with("tagging", tags).send(proxy.proxy());
    assertEquals(204, reply.status(), reply::text);
    Reply kept = proxy.send("GET", "/bucket/tagged?tagging");
    assertEquals("project", kept.element("Key"));
    assertEquals("blue", kept.element("Value"));
    assertEquals(204, proxy.send("DELETE", "/bucket/tagged").status());
  }

  @Test
  void bothSignatures() throws IOException {
    for (BrowserForm form : List.of(BrowserForm.of("k"), BrowserForm.of("k").version2())) {
      assertEquals(204, form.send(proxy.proxy()).status());
      assertEquals(204, proxy.send("DELETE", "/bucket/k").status());
    }
  }

  @Test
  void whatTheFieldsSayIsKept() throws IOException {
    Reply reply =
        BrowserForm.of("k")
            .with("Content-Type", "image/png")
            .with("Cache-Control", "max-age=7")
            .with("Content-Disposition", "attachment; filename=\"ü.png\"")
            .with("Content-Encoding", "br")
            .with("Content-Language", "de")
            .with("Expires", "Wed, 21 Oct 2037 07:28:00 GMT")
            .with("x-amz-website-redirect-location", "/other")
            .with("X-Amz-Meta-Name", "of ${filename} ü")
            .with("acl", "private")
            .with("x-amz-storage-class", "STANDARD")
            .with("x-amz-server-side-encryption", "AES256")
            .with("not-ours", "x")
            .field("x-ignore-this", "y")
            .only("X-Amz-Meta-Name", "[\"starts-with\", \"$x-amz-meta-name\", \"of \"]")
            .file("/home/me/my file.png", new byte[3])
            .send(proxy.proxy());
    assertEquals(204, reply.status(), reply.text());
    Reply head = proxy.send("HEAD", "/bucket/k");
    assertEquals(Optional.of("image/png"), head.header("content-type"));
    assertEquals(Optional.of("max-age=7"), head.header("cache-control"));
    assertEquals(
        Optional.of(latin1("attachment; filename=\"ü.png\"")), head.header("content-disposition"));
    assertEquals(Optional.of("br"), head.header("content-encoding"));
    assertEquals(Optional.of("de"), head.header("content-language"));
    assertEquals(Optional.of("Wed, 21 Oct 2037 07:28:00 GMT"), head.header("expires"));
    assertEquals(Optional.of("/other"), head.header("x-amz-website-redirect-location"));
    assertEquals(Optional.of(latin1("of my file.png ü")), head.header("x-amz-meta-name"));
    assertEquals(Optional.empty(), head.header("not-ours"));
  }

  /** S3 takes the type of the object from the field, never from the part. */
  @Test
  void withoutATypeThereIsNone() throws IOException {
    BrowserForm.of("k").send(proxy.proxy());
    assertEquals(
        Optional.of("binary/octet-stream"), proxy.send("HEAD", "/bucket/k").header("content-type"));
  }

  @Test
  void theKeyHoldsTheNameOfTheFile() throws IOException {
    BrowserForm form =
        BrowserForm.of("user/${filename}")
            .only("key", "[\"starts-with\", \"$key\", \"user/\"]")
            .file("C:\\dir\\ü b.txt", new byte[1]);
    Reply reply = form.send(proxy.proxy());
    assertEquals(204, reply.status(), reply.text());
    assertEquals(Optional.of(ORIGIN + "/bucket/user%2F%C3%BC%20b.txt"), reply.header("location"));
    assertEquals(200, proxy.send("HEAD", "/bucket/user/%C3%BC%20b.txt").status());
  }

  @ParameterizedTest
  @CsvSource({"'', 204", "200, 200", "204, 204", "404, 204", "302, 204"})
  void theStatusThatIsAskedFor(String asked, int status) throws IOException {
    BrowserForm form = BrowserForm.of("a/b c");
    Reply reply =
        (asked.isEmpty() ? form : form.with("success_action_status", asked)).send(proxy.proxy());
    assertEquals(status, reply.status());
    assertEquals(0, reply.body().length);
    assertEquals(proxy.send("HEAD", "/bucket/a/b%20c").header("etag"), reply.header("etag"));
    assertEquals(Optional.of(ORIGIN + "/bucket/a%2Fb%20c"), reply.header("location"));
    assertEquals(Optional.of("aws:kms"), reply.header("x-amz-server-side-encryption"));
  }

  @Test
  void theDocumentThatIsAskedFor() throws IOException {
    Reply reply = BrowserForm.of("a/<ü>").with("success_action_status", "201").send(proxy.proxy());
    assertEquals(201, reply.status());
    assertEquals(Optional.of("application/xml"), reply.header("content-type"));
    assertTrue(reply.text().contains("<PostResponse><Location>"), reply.text());
    assertEquals(ORIGIN + "/bucket/a%2F%3C%C3%BC%3E", reply.element("Location"));
    assertEquals("bucket", reply.element("Bucket"));
    assertEquals("a/<ü>", reply.element("Key"));
    assertEquals(reply.header("etag"), Optional.of(reply.element("ETag")));
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com/done, http://example.com/done?",
    "https://example.com/?a=b, https://example.com/?a=b&",
    "https://example.com/ü#part, https://example.com/%C3%BC?"
  })
  void whereToGoNext(String url, String start) throws IOException {
    for (String name : List.of("success_action_redirect", "redirect")) {
      Reply reply =
          BrowserForm.of("a/b c")
              .with(name, url)
              .with("success_action_status", "201")
              .send(proxy.proxy());
      assertEquals(303, reply.status(), reply.text());
      String tag = reply.header("etag").orElseThrow().replace("\"", "%22").replace("+", "%2B");
      String end = url.contains("#") ? "#part" : "";
      assertEquals(
          Optional.of(start + "bucket=bucket&key=a%2Fb+c&etag=" + tag + end),
          reply.header("location"));
      assertEquals(0, reply.body().length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/relative",
        "ftp://example.com/",
        "javascript:alert(1)",
        "not a url",
        "http:///x",
        "http://a/\\r\\nX: y"
      })
  void placesThatAreNone(String url) throws IOException {
    BrowserForm form =
        BrowserForm.of("k")
            .field("success_action_redirect", url.replace("\\r\\n", "\r\n"))
            .condition("[\"starts-with\", \"$success_action_redirect\", \"\"]");
    Reply reply = form.send(proxy.proxy());
    assertEquals(204, reply.status(), reply.text());
    assertEquals(Optional.of(ORIGIN + "/bucket/k"), reply.header("location"));
  }

  @Test
  void theHostMayNameTheBucket() throws IOException {
    Reply reply = BrowserForm.of("k").to("bucket.s3.test:9000", "/").send(proxy.proxy());
    assertEquals(204, reply.status(), reply.text());
    assertEquals(Optional.of("http://bucket.s3.test:9000/k"), reply.header("location"));
    Reply slash = BrowserForm.of("k").to("127.0.0.1", "/bucket/").send(proxy.proxy());
    assertEquals(Optional.of(ORIGIN + "/bucket/k"), slash.header("location"));
  }

  @Test
  void claimsAboutTheFileAreVerified() throws IOException {
    String sha256 = Digests.sha256("content");
    Reply reply =
        BrowserForm.of("k")
            .with("Content-MD5", Digests.md5("content"))
            .with("x-amz-checksum-algorithm", "SHA256")
            .with("x-amz-checksum-sha256", sha256)
            .send(proxy.proxy());
    assertEquals(204, reply.status(), reply.text());
    assertEquals(Optional.of(sha256), reply.header("x-amz-checksum-sha256"));
    SignedRequest head =
        SignedRequest.of("HEAD", "/bucket/k").with("x-amz-checksum-mode", "ENABLED");
    assertEquals(Optional.of(sha256), proxy.send(head).header("x-amz-checksum-sha256"));
  }

  /** S3 reads nothing behind the file, whatever it is. */
  @Test
  void whatFollowsTheFileIsIgnored() throws IOException {
    String part = "--" + BrowserForm.BOUNDARY + "\r\nContent-Disposition: form-data; name=";
    String more =
        part
            + "\"key\"\r\n\r\nother\r\n"
            + part
            + "\"file\"; filename=\"g\"\r\n\r\nother\r\n"
            + part;
    Reply reply = BrowserForm.of("k").afterFile(more + "x".repeat(100_000)).send(proxy.proxy());
    assertEquals(204, reply.status(), reply.text());
    assertEquals("content", proxy.send("GET", "/bucket/k").text());
    assertEquals(404, proxy.send("HEAD", "/bucket/other").status());
  }

  @Test
  void anObjectIsReplaced() throws IOException {
    proxy.send(SignedRequest.put("/bucket/k", "old"));
    assertEquals(204, BrowserForm.of("k").send(proxy.proxy()).status());
    assertEquals("content", proxy.send("GET", "/bucket/k").text());
  }

  @Test
  void untilItsEnd() throws IOException {
    assertEquals(
        204,
        BrowserForm.of("k").expiring(Instant.now().plusSeconds(30)).send(proxy.proxy()).status());
    Reply late = BrowserForm.of("k").expiring(Instant.now().minusSeconds(1)).send(proxy.proxy());
    assertEquals("Invalid according to Policy: Policy expired.", late.element("Message"));
  }

  /** The header as it stands on the wire, one char per byte. */
  private static String latin1(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
