package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.StoreCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions of ListObjects: pages, tokens, encodings and refusals. */
final class ListTest {

  private static final List<String> KEYS =
      List.of("a", "b/1", "b/2", "b/c/3", "d%20e%2B", "f", "g/4");

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    for (String key : KEYS) {
      proxy.send(SignedRequest.put("/bucket/" + key, key));
    }
    proxy.send(SignedRequest.of("PUT", "/odd"));
    proxy.send(SignedRequest.put("/odd/a%01b", "x"));
    proxy.send(SignedRequest.put("/odd/plain%20key", "x"));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static Reply list(String query) throws IOException {
    return proxy.send(SignedRequest.get("/bucket?" + query));
  }

  private static Set<String> all() {
    return new TreeSet<>(KEYS.stream().map(UriText::path).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 7, 8, 1000})
  void everyPageSizeListsEveryKeyOnce(int size) throws IOException {
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      Reply page =
          list(
              "list-type=2&max-keys="
                  + size
                  + (token.isEmpty() ? "" : "&continuation-token=" + token));
      assertEquals("" + page.elements("Key").size(), page.element("KeyCount"));
      assertEquals("" + size, page.element("MaxKeys"));
      assertEquals(token, page.element("ContinuationToken"));
      found.addAll(page.elements("Key"));
      token = page.element("NextContinuationToken");
      assertEquals("" + !token.isEmpty(), page.element("IsTruncated"));
    } while (!token.isEmpty());
    assertEquals(KEYS.size(), found.size());
    assertEquals(all(), new TreeSet<>(found));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&delimiter=%2F", "&delimiter=e"})
  void markersListEveryKeyOnce(String delimiter) throws IOException {
    Reply whole = list(delimiter.isEmpty() ? "" : delimiter.substring(1));
    List<String> expected = new ArrayList<>(whole.elements("Key"));
    List<String> prefixes = new ArrayList<>(prefixes(whole));
    List<String> found = new ArrayList<>();
    List<String> foundPrefixes = new ArrayList<>();
    String marker = "";
    do {
      Reply page = list("max-keys=2&encoding-type=url" + delimiter + "&marker=" + marker);
      page.elements("Key").forEach(key -> found.add(UriText.path(key)));
      prefixes(page).forEach(prefix -> foundPrefixes.add(UriText.path(prefix)));
      marker = page.element("NextMarker");
      assertEquals("" + !marker.isEmpty(), page.element("IsTruncated"));
    } while (!marker.isEmpty());
    assertEquals(new TreeSet<>(expected), new TreeSet<>(found));
    assertEquals(expected.size(), found.size());
    assertEquals(new TreeSet<>(prefixes), new TreeSet<>(foundPrefixes));
    assertEquals(prefixes.size(), foundPrefixes.size());
  }

  private static List<String> prefixes(Reply page) {
    List<String> all = page.elements("Prefix");
    return all.subList(page.text().contains("<Prefix/>") ? 0 : 1, all.size());
  }

  @Test
  void anEntrySaysWhatHeadSays() throws IOException {
    Reply listed = list("list-type=2&prefix=f");
    Reply head = proxy.send(SignedRequest.of("HEAD", "/bucket/f"));
    assertEquals(head.header("etag"), Optional.of(listed.element("ETag")));
    assertEquals(head.header("content-length"), Optional.of(listed.element("Size")));
    assertEquals("STANDARD", listed.element("StorageClass"));
    assertEquals("", listed.element("DisplayName"));
    assertEquals("cipherquay", list("list-type=2&fetch-owner=true").element("DisplayName"));
    assertEquals("cipherquay", list("").element("DisplayName"));
    assertEquals("bucket", listed.element("Name"));
    assertEquals("f", listed.element("Prefix"));
  }

  @Test
  void aDelimiterRollsUp() throws IOException {
    Reply top = list("list-type=2&delimiter=/");
    assertEquals(Set.of("b/", "g/"), new TreeSet<>(prefixes(top)));
    assertEquals(Set.of("a", "d e+", "f"), new TreeSet<>(top.elements("Key")));
    assertEquals("5", top.element("KeyCount"));
    assertEquals("/", top.element("Delimiter"));
    Reply inner = list("list-type=2&delimiter=/&prefix=b/");
    assertEquals(Set.of("b/1", "b/2"), new TreeSet<>(inner.elements("Key")));
    assertEquals(List.of("b/", "b/c/"), inner.elements("Prefix"));
  }

  @Test
  void noKeysAreAlsoAPage() throws IOException {
    for (String query : List.of("max-keys=0", "list-type=2&max-keys=0", "prefix=none")) {
      Reply page = list(query);
      assertEquals(200, page.status());
      assertEquals(List.of(), page.elements("Key"));
      assertEquals("false", page.element("IsTruncated"));
    }
    Reply missing = proxy.send(SignedRequest.get("/nowhere?max-keys=0"));
    assertEquals("NoSuchBucket", missing.element("Code"));
  }

  @Test
  void moreThanAThousandIsAThousand() throws IOException {
    assertEquals("1000", list("max-keys=100000").element("MaxKeys"));
    assertEquals("1000", list("list-type=2&max-keys=2147483647").element("MaxKeys"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-keys=-1",
        "max-keys=x",
        "max-keys=2147483648",
        "max-keys=+1",
        "list-type=1",
        "list-type=2&continuation-token=",
        "list-type=2&continuation-token=made-up",
        "encoding-type=base64"
      })
  void whatIsNoArgumentIsRefused(String query) throws IOException {
    Reply reply = list(query);
    assertEquals(400, reply.status());
    assertEquals("InvalidArgument", reply.element("Code"));
  }

  @Test
  void startAfterSkips() throws IOException {
    List<String> order = list("list-type=2").elements("Key");
    Reply rest = list("list-type=2&encoding-type=url&start-after=" + UriText.encode(order.get(2)));
    assertEquals(
        order.subList(3, order.size()), rest.elements("Key").stream().map(UriText::path).toList());
  }

  @Test
  void keysAreEncodedOnRequest() throws IOException {
    Reply plain = list("prefix=d%20");
    assertEquals("d e+", plain.element("Key"));
    assertEquals("", plain.element("EncodingType"));
    Reply encoded = list("prefix=d%20&encoding-type=url");
    assertEquals("d%20e%2B", encoded.element("Key"));
    assertEquals("d%20", encoded.element("Prefix"));
    assertEquals("url", encoded.element("EncodingType"));
  }

  @Test
  void keysThatXmlCanNotHoldAreAlwaysEncoded() throws IOException {
    for (String query : List.of("", "list-type=2")) {
      Reply page = proxy.send(SignedRequest.get("/odd?" + query));
      assertEquals("url", page.element("EncodingType"));
      assertEquals(Set.of("a%01b", "plain%20key"), new TreeSet<>(page.elements("Key")));
    }
    Reply marked = proxy.send(SignedRequest.get("/odd?marker=a%01"));
    assertEquals("a%01", marked.element("Marker"));
    Reply harmless = proxy.send(SignedRequest.get("/odd?prefix=plain"));
    assertEquals("", harmless.element("EncodingType"));
    assertEquals("plain key", harmless.element("Key"));
  }

  @Test
  void onePageIsOneCall() throws IOException {
    proxy.calls().reset();
    list("list-type=2");
    assertEquals(Map.of(StoreCall.LIST, 1L), proxy.calls().byCall());
  }
}
