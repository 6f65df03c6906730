package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ListObjectVersions: pages, markers, encodings and refusals. */
final class ListObjectVersionsTest {

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    proxy.send(SignedRequest.put("/bucket/a", "before"));
    String document = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    proxy.send(SignedRequest.of("PUT", "/bucket?versioning").withBody(document.getBytes(UTF_8)));
    for (String key : List.of("a", "b/1", "a", "b/2", "b/1", "c%20d")) {
      proxy.send(SignedRequest.put("/bucket/" + key, key));
    }
    proxy.send("DELETE", "/bucket/b/2");
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private Reply list(String query) throws IOException {
    return proxy.send("GET", "/bucket?versions" + query);
  }

  @Test
  void allThatThereIs() throws IOException {
    Reply all = list("");
    assertEquals(200, all.status());
    assertTrue(all.text().contains("<ListVersionsResult"), all::text);
    assertEquals(8, all.elements("Key").size());
    assertEquals("bucket", all.element("Name"));
    assertEquals("1000", all.element("MaxKeys"));
    assertEquals("false", all.element("IsTruncated"));
    Reply a = list("&prefix=a");
    assertEquals(List.of("a", "a", "a"), a.elements("Key"));
    assertEquals(List.of("true", "false", "false"), a.elements("IsLatest"));
    assertEquals(List.of("1", "1", "6"), a.elements("Size"));
    assertEquals("null", a.elements("VersionId").get(2));
    assertEquals(Set.of("STANDARD"), Set.copyOf(a.elements("StorageClass")));
    String current = proxy.send("HEAD", "/bucket/a").header("etag").orElseThrow();
    assertEquals(current, a.element("ETag"));
    Reply deleted = list("&prefix=b/2");
    assertEquals(1, deleted.text().split("<DeleteMarker>", -1).length - 1);
    assertEquals(List.of("true", "false"), deleted.elements("IsLatest"));
    assertEquals(1, deleted.elements("Size").size());
  }

  @Test
  void pagesOfAnySizeAddUp() throws IOException {
    List<String> whole = list("").elements("VersionId");
    for (int size = 1; size <= 8; size++) {
      List<String> ids = new ArrayList<>();
      String markers = "";
      Reply page;
      do {
        page = list("&max-keys=" + size + markers);
        assertTrue(page.elements("VersionId").size() <= size);
        ids.addAll(page.elements("VersionId"));
        markers =
            "&key-marker="
                + UriText.encode(page.element("NextKeyMarker"))
                + "&version-id-marker="
                + page.element("NextVersionIdMarker");
      } while (page.element("IsTruncated").equals("true"));
      assertEquals(whole, ids, "by " + size);
      assertEquals("", page.element("NextKeyMarker"));
    }
  }

  @Test
  void namesAreRolledUpAtADelimiter() throws IOException {
    Reply rolled = list("&delimiter=/");
    assertEquals(List.of("", "b/"), rolled.elements("Prefix"));
    assertEquals(4, rolled.elements("Key").size());
    Reply below = list("&delimiter=/&prefix=b/");
    assertEquals(4, below.elements("Key").size());
    Reply odd = list("&delimiter=1");
    assertEquals(List.of("", "b/1"), odd.elements("Prefix"));
    assertEquals(6, odd.elements("Key").size());
    List<String> seen = new ArrayList<>();
    String marker = "";
    Reply page;
    do {
      page = list("&delimiter=/&max-keys=1" + marker);
      seen.addAll(page.elements("Key"));
      seen.addAll(page.elements("Prefix").subList(1, page.elements("Prefix").size()));
      marker = "&key-marker=" + UriText.encode(page.element("NextKeyMarker"));
      if (!page.element("NextVersionIdMarker").isEmpty()) {
        marker += "&version-id-marker=" + page.element("NextVersionIdMarker");
      }
    } while (page.element("IsTruncated").equals("true"));
    assertEquals(List.of("a", "a", "a", "b/", "c d"), seen.stream().sorted().toList());
  }

  @Test
  void keysAreEncodedWhereThatIsAskedForOrNeeded() throws IOException {
    assertTrue(list("").elements("Key").contains("c d"));
    Reply encoded = list("&encoding-type=url&key-marker=%20");
    assertTrue(encoded.elements("Key").contains("c%20d"), encoded::text);
    assertEquals("url", encoded.element("EncodingType"));
    assertEquals("%20", encoded.element("KeyMarker"));
    proxy.send(SignedRequest.put("/bucket/x%01", "x"));
    assertEquals("url", list("").element("EncodingType"));
  }

  @Test
  void aPageOfNothing() throws IOException {
    Reply none = list("&max-keys=0");
    assertEquals(List.of(), none.elements("Key"));
    assertEquals("0", none.element("MaxKeys"));
    assertEquals("false", none.element("IsTruncated"));
    assertEquals("NoSuchBucket", proxy.send("GET", "/nowhere?versions").element("Code"));
    assertEquals("NoSuchBucket", proxy.send("GET", "/nowhere?versions&max-keys=0").element("Code"));
  }

  @ParameterizedTest
  @CsvSource({
    "max-keys=-1, 400 InvalidArgument",
    "max-keys=x, 400 InvalidArgument",
    "encoding-type=base64, 400 InvalidArgument",
    "version-id-marker=null, 400 InvalidArgument",
    "key-marker=a&version-id-marker=x, 400 InvalidArgument",
    "key-marker=a&version-id-marker=%00, 400 InvalidArgument",
    "marker=a, 501 NotImplemented",
    "start-after=a, 501 NotImplemented",
    "list-type=2, 501 NotImplemented"
  })
  void whatIsNotUnderstoodIsRefused(String query, String outcome) throws IOException {
    Reply reply = list("&" + query);
    assertEquals(outcome, reply.status() + " " + reply.element("Code"));
  }
}
