package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.StoreCall;
import com.cipherquay.vault.ListOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both versions of ListObjects in the order of S3: for a bucket, and for clients that need it. */
final class SortedListTest {

  /** In the order of S3: {@code !}, {@code -} and {@code .} come before {@code /}. */
  private static final List<String> KEYS =
      List.of("a", "a!", "a-b", "a.txt", "a/", "a/1", "a/10", "a/2", "a/b/c", "a0", "b", "é");

  private static final String SYNC = "aws-cli/2.34.11 ua/2.1 md/command#s3.sync";

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy =
        RunningProxy.listing(new ListOrders(ListOrder.STORED, Map.of("sorted", ListOrder.SORTED)));
    for (String bucket : List.of("sorted", "stored")) {
      proxy.send(SignedRequest.of("PUT", "/" + bucket));
      for (int i = KEYS.size() - 1; i >= 0; i--) {
        proxy.send(SignedRequest.put("/" + bucket + "/" + UriText.encode(KEYS.get(i)), "x"));
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static Reply list(String query) throws IOException {
    return proxy.send(SignedRequest.get(query));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 11, 12, 13, 1000})
  void theTokensOfVersionTwoFollowTheOrder(int size) throws IOException {
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      String next = token.isEmpty() ? "" : "&continuation-token=" + token;
      Reply page = list("/sorted?list-type=2&max-keys=" + size + next);
      found.addAll(page.elements("Key"));
      token = page.element("NextContinuationToken");
      assertEquals("" + !token.isEmpty(), page.element("IsTruncated"));
    } while (!token.isEmpty());
    assertEquals(KEYS, found);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12})
  void theMarkersOfVersionOneFollowTheOrder(int size) throws IOException {
    List<String> found = new ArrayList<>();
    String marker = "";
    do {
      Reply page = list("/sorted?encoding-type=url&max-keys=" + size + "&marker=" + marker);
      page.elements("Key").forEach(key -> found.add(UriText.path(key)));
      marker = page.element("NextMarker");
    } while (!marker.isEmpty());
    assertEquals(KEYS, found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list-type=2&start-after=a.txt | a/ a/1 a/10 a/2 a/b/c a0 b é",
        "list-type=2&start-after=a/1 | a/10 a/2 a/b/c a0 b é",
        "list-type=2&start-after=a/1&max-keys=2 | a/10 a/2",
        "list-type=2&prefix=a/&start-after=0 | a/ a/1 a/10 a/2 a/b/c",
        "list-type=2&prefix=a/&start-after=z | ",
        "list-type=2&prefix=a/1 | a/1 a/10",
        "list-type=2&delimiter=/ | a a! a-b a.txt a0 b é",
        "list-type=2&delimiter=/&start-after=a/2 | a0 b é",
        "marker=a/9&delimiter=/ | a0 b é",
        "marker=a/ | a/1 a/10 a/2 a/b/c a0 b é",
      })
  void everyWayToBeginFollowsTheOrder(String query, String expected) throws IOException {
    List<String> keys = expected == null ? List.of() : List.of(expected.split(" "));
    assertEquals(keys, list("/sorted?" + query).elements("Key"));
  }

  @Test
  void aMarkerInsideACommonPrefixShowsItAgainAndTheMarkerThatIsItDoesNot() throws IOException {
    assertEquals(List.of("a/"), prefixes(list("/sorted?delimiter=/&marker=a/2")));
    assertEquals(List.of(), prefixes(list("/sorted?delimiter=/&marker=a/")));
    assertEquals(List.of("a/"), prefixes(list("/sorted?list-type=2&delimiter=/&start-after=a/")));
    assertEquals(List.of(), prefixes(list("/sorted?delimiter=/&marker=a/c")));
  }

  private static List<String> prefixes(Reply page) {
    List<String> all = page.elements("Prefix");
    return all.subList(page.text().contains("<Prefix/>") ? 0 : 1, all.size());
  }

  @Test
  void aClientThatMergesGetsItSortedFromAnyBucket() throws IOException {
    assertNotEquals(KEYS, list("/stored?list-type=2").elements("Key"));
    for (String userAgent : List.of(SYNC, "aws-cli/1.46.2 botocore/1.43.62")) {
      SignedRequest request = SignedRequest.get("/stored?list-type=2");
      Reply page = proxy.send(request.with("User-Agent", userAgent));
      assertEquals(KEYS, page.elements("Key"));
    }
  }

  @Test
  void aTokenOfOneOrderIsRefusedInTheOther() throws IOException {
    String query = "/stored?list-type=2&max-keys=5";
    String stored = list(query).element("NextContinuationToken");
    SignedRequest first = SignedRequest.get(query).with("User-Agent", SYNC);
    String sorted = proxy.send(first).element("NextContinuationToken");
    SignedRequest next = SignedRequest.get(query + "&continuation-token=" + sorted);
    assertEquals(200, proxy.send(next.with("User-Agent", SYNC)).status());
    assertEquals(200, list(query + "&continuation-token=" + stored).status());
    SignedRequest wrong = SignedRequest.get(query + "&continuation-token=" + stored);
    for (Reply refused : List.of(proxy.send(next), proxy.send(wrong.with("User-Agent", SYNC)))) {
      assertEquals(400, refused.status());
      assertEquals("InvalidArgument", refused.element("Code"));
      assertEquals("continuation-token", refused.element("ArgumentName"));
    }
  }

  @Test
  void pagesComeFromWhatOneCallRead() throws IOException {
    proxy.send(SignedRequest.put("/sorted/new", "x"));
    proxy.send(SignedRequest.of("DELETE", "/sorted/new"));
    long before = proxy.calls().of(StoreCall.LIST);
    for (String query : List.of("", "max-keys=3", "list-type=2&start-after=b", "prefix=a/")) {
      assertEquals(200, list("/sorted?" + query).status());
    }
    // The directory a/ is another one, and read by itself.
    assertEquals(before + 2, proxy.calls().of(StoreCall.LIST));
  }

  @Test
  void whatWasWrittenShowsAtOnce() throws IOException {
    list("/sorted?list-type=2");
    proxy.send(SignedRequest.put("/sorted/a/b/new", "x"));
    assertEquals(List.of("a/b/c", "a/b/new"), list("/sorted?prefix=a/b").elements("Key"));
    proxy.send(
        SignedRequest.put("/sorted/a/b/copy", "").with("x-amz-copy-source", "/sorted/a/b/new"));
    assertEquals(3, list("/sorted?prefix=a/b").elements("Key").size());
    proxy.send(SignedRequest.of("DELETE", "/sorted/a/b/new"));
    proxy.send(SignedRequest.of("DELETE", "/sorted/a/b/copy"));
    assertEquals(KEYS, list("/sorted?list-type=2").elements("Key"));
  }

  @Test
  void aBucketThatIsNotThereIsMissed() throws IOException {
    for (String query : List.of("", "?max-keys=0", "?prefix=a&marker=z")) {
      Reply refused = proxy.send(SignedRequest.get("/nowhere" + query).with("User-Agent", SYNC));
      assertEquals("NoSuchBucket", refused.element("Code"));
    }
    proxy.send(SignedRequest.of("PUT", "/gone"));
    SignedRequest list = SignedRequest.get("/gone").with("User-Agent", SYNC);
    assertEquals(200, proxy.send(list).status());
    proxy.send(SignedRequest.of("DELETE", "/gone"));
    assertEquals("NoSuchBucket", proxy.send(list).element("Code"));
    proxy.send(SignedRequest.of("PUT", "/gone"));
    assertEquals(200, proxy.send(list).status());
  }
}
