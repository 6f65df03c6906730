package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Connection;
import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.vault.ListOrder;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** On the wire, both versions list in both orders what S3 lists; sorted, in its order. */
@SuppressWarnings("NullAway.Init") // jqwik calls start before any property
final class ListPropertyTest {

  private static RunningProxy proxy;
  private static int buckets;

  @BeforeContainer
  static void start() throws IOException {
    Map<String, ListOrder> none = Map.of();
    proxy = RunningProxy.listing(new ListOrders(ListOrder.SORTED, none));
  }

  @AfterContainer
  static void stop() throws IOException {
    proxy.close();
  }

  @Provide
  static Arbitrary<Set<String>> keys() {
    Arbitrary<String> component =
        Arbitraries.of("", "a", "b", "a-b", "a.", "a!", "-", "é", "𝄞", "\uffee", "%2F", "+ &");
    return component
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(components -> String.join("/", components))
        .filter(key -> !key.isEmpty())
        .set()
        .ofMaxSize(12);
  }

  @Provide
  static Arbitrary<String> prefixes() {
    return Arbitraries.of("", "", "a", "a/", "/", "a-", "é", "a//", "b/a");
  }

  @Provide
  static Arbitrary<String> delimiters() {
    return Arbitraries.of("", "/", "-", "//", "a");
  }

  @Property(tries = 60)
  void pagesAreThoseOfS3(
      @ForAll("keys") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 5) int size,
      @ForAll boolean second)
      throws IOException {
    String bucket = "bucket" + buckets++;
    List<String> expected = expected(keys, prefix, delimiter);
    try (Connection connection = proxy.connect()) {
      connection.send(SignedRequest.of("PUT", "/" + bucket));
      for (String key : keys) {
        String target = "/" + bucket + "/" + UriText.encode(key);
        assertEquals(200, connection.send(SignedRequest.put(target, "x")).status());
      }
      String query =
          "/%s?encoding-type=url&max-keys=%d&prefix=%s&delimiter=%s%s"
              .formatted(
                  bucket,
                  size,
                  UriText.encode(prefix),
                  UriText.encode(delimiter),
                  second ? "&list-type=2" : "");
      assertEquals(expected, names(connection, query, second));
    }
  }

  /** The lines of all pages; in a page, keys and common prefixes merged in their order. */
  private static List<String> names(Connection connection, String query, boolean second)
      throws IOException {
    List<String> names = new ArrayList<>();
    String next = "";
    do {
      Reply page = connection.send(SignedRequest.get(query + next));
      assertEquals(200, page.status(), page.text());
      TreeSet<ObjectKey> lines = new TreeSet<>();
      page.elements("Key").forEach(key -> lines.add(new ObjectKey(UriText.query(key))));
      List<String> prefixes = page.elements("Prefix");
      prefixes
          .subList(page.text().contains("<Prefix/>") ? 0 : 1, prefixes.size())
          .forEach(common -> lines.add(new ObjectKey(UriText.query(common))));
      lines.forEach(line -> names.add(line.value()));
      String token = page.element(second ? "NextContinuationToken" : "NextMarker");
      assertTrue(names.size() <= 1000);
      next = token.isEmpty() ? "" : (second ? "&continuation-token=" : "&marker=") + token;
    } while (!next.isEmpty());
    return names;
  }

  private static List<String> expected(Set<String> keys, String prefix, String delimiter) {
    TreeSet<ObjectKey> names = new TreeSet<>();
    for (String key : keys) {
      if (key.startsWith(prefix)) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        names.add(new ObjectKey(end < 0 ? key : key.substring(0, end + delimiter.length())));
      }
    }
    return names.stream().map(ObjectKey::value).toList();
  }
}
