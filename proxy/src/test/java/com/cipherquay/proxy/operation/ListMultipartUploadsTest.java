package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ListMultipartUploads: S3's order, prefixes, delimiters and pages. */
final class ListMultipartUploadsTest {

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private Reply list(String query) throws IOException {
    Reply reply = proxy.send("GET", "/bucket?uploads" + query);
    assertEquals(200, reply.status(), reply::text);
    return reply;
  }

  private void begin(String... keys) throws IOException {
    for (String key : keys) {
      TestUpload.begin(proxy, "/bucket/" + key);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Test
  void aBucketWithoutUploads() throws IOException {
    Reply reply = list("");
    assertTrue(reply.text().contains("<ListMultipartUploadsResult xmlns="));
    assertEquals("bucket", reply.element("Bucket"));
    assertEquals("1000", reply.element("MaxUploads"));
    assertEquals("false", reply.element("IsTruncated"));
    assertEquals(List.of(), reply.elements("NextKeyMarker"));
    assertEquals(List.of(), reply.elements("Key"));
    assertEquals(404, proxy.send("GET", "/nothing?uploads").status());
    assertEquals(404, proxy.send("GET", "/nothing?uploads&max-uploads=0").status());
  }

  @Test
  void anUploadIsShownUntilItEnds() throws IOException {
    TestUpload upload = TestUpload.begin(proxy, "/bucket/k");
    TestUpload other = TestUpload.begin(proxy, "/bucket/k");
    upload.put(1, "x".getBytes(UTF_8));
    Reply reply = list("");
    assertEquals(List.of("k", "k"), reply.elements("Key"));
    assertEquals(Set.of(upload.id(), other.id()), Set.copyOf(reply.elements("UploadId")));
    assertEquals(4, reply.elements("ID").size());
    assertEquals(List.of("STANDARD", "STANDARD"), reply.elements("StorageClass"));
    Instant initiated = Instant.parse(reply.element("Initiated"));
    assertTrue(Duration.between(initiated, Instant.now()).abs().toMinutes() < 60);
    assertEquals(200, upload.complete().status());
    assertEquals(List.of(other.id()), list("").elements("UploadId"));
    assertEquals(204, other.abort().status());
    assertEquals(List.of(), list("").elements("UploadId"));
  }

  @Test
  void theOrderIsThatOfTheKeys() throws IOException {
    begin("b", "a/z", "a!", "B", "%C3%A9", "a", "a/b/c");
    assertEquals(List.of("B", "a", "a!", "a/b/c", "a/z", "b", "\u00e9"), list("").elements("Key"));
  }

  @ParameterizedTest
  @CsvSource({
    "a/, '', 'a/1 a/2/3 a/2/4', ''",
    "a/, /, 'a/1', 'a/2/'",
    "'', /, 'b', 'a/ c/'",
    "a/2, '', 'a/2/3 a/2/4', ''",
    "a/2, /, '', 'a/2/'",
    "c, d, '', 'c/d'",
    "nothing, /, '', ''",
    "'', 2, 'a/1 b', 'a/2 c/d2'"
  })
  void prefixAndDelimiter(String prefix, String delimiter, String keys, String prefixes)
      throws IOException {
    begin("a/1", "a/2/3", "a/2/4", "b", "c/d2");
    Reply reply = list("&prefix=" + prefix + "&delimiter=" + delimiter);
    assertEquals(keys, String.join(" ", reply.elements("Key")));
    List<String> shown = new ArrayList<>(reply.elements("Prefix"));
    assertEquals(prefix, shown.isEmpty() ? "" : shown.remove(0));
    assertEquals(prefixes, String.join(" ", shown));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 1000})
  void pageByPage(int size) throws IOException {
    begin("a", "a", "a", "b/1", "b/2", "c");
    for (String delimiter : List.of("", "/")) {
      List<String> all = everything(list("&delimiter=" + delimiter));
      List<String> paged = new ArrayList<>();
      String marker = "";
      for (boolean more = true; more; ) {
        Reply page = list("&max-uploads=" + size + "&delimiter=" + delimiter + marker);
        paged.addAll(everything(page));
        more = page.element("IsTruncated").equals("true");
        marker =
            "&key-marker="
                + encoded(page.element("NextKeyMarker"))
                + "&upload-id-marker="
                + encoded(page.element("NextUploadIdMarker"));
      }
      assertEquals(all, paged.stream().sorted().toList());
    }
  }

  private static List<String> everything(Reply page) {
    List<String> all = new ArrayList<>(page.elements("UploadId"));
    all.addAll(page.elements("Prefix").stream().filter(prefix -> !prefix.isEmpty()).toList());
    return all.stream().sorted().toList();
  }

  @Test
  void theMarkers() throws IOException {
    begin("a", "b", "b", "c");
    assertEquals(List.of("c"), list("&key-marker=b").elements("Key"));
    List<String> ids = list("&prefix=b").elements("UploadId");
    Reply after = list("&key-marker=b&upload-id-marker=" + encoded(ids.get(0)));
    assertEquals(List.of("b", "c"), after.elements("Key"));
    assertEquals(ids.get(1), after.element("UploadId"));
    Reply ignored = list("&upload-id-marker=" + encoded(ids.get(1)));
    assertEquals(List.of("a", "b", "b", "c"), ignored.elements("Key"));
    assertEquals(List.of(), list("&key-marker=c").elements("Key"));
    assertEquals(List.of("c"), list("&key-marker=bb&upload-id-marker=%00").elements("Key"));
  }

  @Test
  void theBordersOfParameters() throws IOException {
    begin("a", "b");
    assertEquals(List.of(), list("&max-uploads=0").elements("Key"));
    assertEquals("false", list("&max-uploads=0").element("IsTruncated"));
    assertEquals("1000", list("&max-uploads=1001").element("MaxUploads"));
    assertEquals("true", list("&max-uploads=1").element("IsTruncated"));
    assertEquals("false", list("&max-uploads=2").element("IsTruncated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-uploads=-1", "max-uploads=x", "encoding-type=base64"})
  void whatIsNotUnderstood(String parameter) throws IOException {
    Reply reply = proxy.send("GET", "/bucket?uploads&" + parameter);
    assertEquals("400 InvalidArgument", reply.status() + " " + reply.element("Code"));
  }

  @Test
  void keysAreEncodedWhereAskedForOrNeeded() throws IOException {
    begin("a%20b/c%2B", "d");
    Reply plain = list("");
    assertEquals(List.of("a b/c+", "d"), plain.elements("Key"));
    assertEquals("", plain.element("EncodingType"));
    Reply asked = list("&encoding-type=url&prefix=a%20&delimiter=%2B&key-marker=a%20a");
    assertEquals("url", asked.element("EncodingType"));
    assertEquals(List.of("a%20", "a%20b/c%2B"), asked.elements("Prefix"));
    assertEquals("a%20a", asked.element("KeyMarker"));
    assertEquals("%2B", asked.element("Delimiter"));
    begin("e%01");
    Reply needed = list("");
    assertEquals("url", needed.element("EncodingType"));
    assertEquals(List.of("a%20b/c%2B", "d", "e%01"), needed.elements("Key"));
  }
}
