package com.cipherquay.tests.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawS3;
import com.cipherquay.tests.Xml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings that the store makes up. */
@Timeout(60)
final class HostileListingTest {

  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("dir/object", "dir/other", "other/object", "top"));
  private static final int MOST_PAGES = 100;

  private final Scene scene = Scene.open();
  private final Map<String, String> names = new HashMap<>();

  @BeforeEach
  void put() {
    for (String key : KEYS) {
      names.put(key, scene.put(key, Bodies.of(key.length())));
    }
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private String name(String key) {
    return names.getOrDefault(key, "");
  }

  /** A listing to its end: the keys, in the order of the pages, or the error. */
  private List<String> list(String query) {
    List<String> keys = new ArrayList<>();
    String more = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      String target = "/" + scene.bucket() + "?list-type=2" + query;
      String token = more.isEmpty() ? "" : "&continuation-token=" + RawS3.encode(more, false);
      Received received = scene.call(RawRequest.of("GET", target + token));
      if (received.response().status() != 200) {
        keys.add(Scene.outcome(received));
        return keys;
      }
      byte[] body = received.response().body();
      keys.addAll(Xml.texts(body, "Key"));
      if (Xml.texts(body, "IsTruncated").contains("false")) {
        return keys;
      }
      more = Xml.texts(body, "NextContinuationToken").get(0);
    }
    keys.add("no end");
    return keys;
  }

  /** From now on every page is changed before it is sent. */
  private void pages(UnaryOperator<ListPage> change) {
    scene
        .store()
        .obey(
            (request, honest) -> {
              if (request.kind() != StoreRequest.Kind.LIST) {
                return honest.answer(request);
              }
              Shelf shelf = honest.shelves().existing(request.bucket());
              return change.apply(ListPage.of(request, shelf)).reply();
            });
  }

  /** Every page has more, as a store would have it that holds such objects. */
  private void adding(String... strange) {
    HeldObject held = scene.held(name("top"));
    scene
        .store()
        .inside(
            shelves -> {
              for (String name : strange) {
                shelves.existing(scene.bucket()).put(name, held);
              }
              return true;
            });
  }

  private void assertAllAndNothingElse() {
    assertEquals(KEYS, new TreeSet<>(list("")));
    assertEquals(List.of("top"), list("&delimiter=%2F"));
    Set<String> below = new TreeSet<>(list("&prefix=dir%2F"));
    assertEquals(Set.of("dir/object", "dir/other"), below);
  }

  private double hidden() throws Exception {
    return scene
        .place()
        .proxy()
        .admin("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("cipherquay_undecryptable_names_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void names_that_do_not_decrypt_are_hidden_and_counted() throws Exception {
    double before = hidden();
    adding("a", "zzzz", "Zm9yZWlnbg/Zm9yZWlnbg", "../../x", "<b>&amp;", name("top") + "A");
    assertAllAndNothingElse();
    assertTrue(hidden() > before, "they are counted");
  }

  /** The same leaf under the name of another directory, of a directory's name, and the reverse. */
  @Test
  void names_moved_between_directories_are_hidden() {
    String leaf = name("dir/object").replaceFirst(".*/", "");
    String directory = Occasion.directory(name("dir/object"));
    String other = Occasion.directory(name("other/object"));
    adding(
        other + leaf,
        leaf,
        directory + directory + leaf,
        directory + name("top"),
        directory.substring(0, directory.length() - 1),
        name("top") + "/" + leaf);
    assertAllAndNothingElse();
  }

  @Test
  void names_of_another_bucket_are_hidden() {
    try (Scene elsewhere = Scene.open()) {
      adding(elsewhere.put("top", Bodies.of(3)), elsewhere.put("dir/object", Bodies.of(3)));
      assertAllAndNothingElse();
    }
  }

  @Test
  void names_of_the_vault_itself_are_hidden() {
    adding(".cq/uploads/a/upload", ".cq/bucket/cors", ".", "..", ".a/b");
    assertAllAndNothingElse();
  }

  /** R17: a size that no object has is none of a vault. */
  @Test
  void sizes_that_no_object_has_are_hidden() {
    HeldObject held = scene.held(name("top"));
    HeldObject grown = held.withBody(new byte[held.body().length - 4]);
    pages(
        page ->
            page.with(
                page.entries().stream()
                    .map(e -> e.getKey().equals(name("top")) ? Map.entry(e.getKey(), grown) : e)
                    .toList()));
    Set<String> rest = new TreeSet<>(KEYS);
    rest.remove("top");
    assertEquals(rest, new TreeSet<>(list("")));
  }

  /** SECURITY.md: lists, times and entity tags are the store's word; the body is not. */
  @Test
  void another_possible_size_and_tag_are_the_documented_limit() {
    HeldObject other = scene.held(name("dir/object"));
    pages(
        page -> page.with(page.entries().stream().map(e -> Map.entry(e.getKey(), other)).toList()));
    RawRequest request = RawRequest.of("GET", "/" + scene.bucket() + "?list-type=2");
    byte[] document = scene.call(request).response().body();
    assertEquals(Set.of("10"), Set.copyOf(Xml.texts(document, "Size")));
    assertEquals(1, Set.copyOf(Xml.texts(document, "ETag")).size());
    Received got = scene.call(scene.on("GET", "top"));
    assertEquals(3, got.response().body().length);
  }

  /** SECURITY.md: the store can leave objects out of listings, and nobody can tell. */
  @Test
  void what_is_left_out_is_the_documented_limit() {
    pages(page -> page.with(page.entries().stream().limit(1).toList()));
    assertEquals(1, list("").size());
  }

  @Test
  void what_comes_twice_is_an_error() {
    pages(
        page -> {
          List<Map.Entry<String, HeldObject>> twice = new ArrayList<>(page.entries());
          twice.addAll(page.entries());
          return page.with(twice);
        });
    assertEquals(List.of("500 InternalError"), list(""));
  }

  @Test
  void disorder_shows_each_key_once_or_is_an_error() {
    pages(
        page -> {
          List<Map.Entry<String, HeldObject>> reversed = new ArrayList<>(page.entries());
          Collections.reverse(reversed);
          return page.with(reversed);
        });
    for (String query : List.of("", "&max-keys=1", "&prefix=d", "&delimiter=e")) {
      List<String> seen = list(query);
      assertEquals(seen.size(), Set.copyOf(seen).size(), query + ": " + seen);
      assertTrue(KEYS.containsAll(seen) || seen.contains("500 InternalError"), query + ": " + seen);
    }
  }

  /** Every page says that more follows, and is the first one again. */
  @ParameterizedTest
  @ValueSource(strings = {"", "&max-keys=2", "&delimiter=%2F", "&prefix=di", "&delimiter=e"})
  void a_token_that_does_not_advance_is_an_error(String query) {
    ListPage first = firstPage(query);
    pages(page -> first.truncated(true, "x"));
    List<String> seen = list(query);
    assertEquals("500 InternalError", seen.get(seen.size() - 1), seen::toString);
  }

  private ListPage firstPage(String query) {
    String asked = query.startsWith("&delimiter=%2F") ? "?list-type=2" + query : "?list-type=2";
    String head = "GET /" + scene.bucket() + asked + " HTTP/1.1\r\n\r\n";
    StoreRequest request = StoreRequest.of(head, new byte[0]);
    return scene.store().inside(shelves -> ListPage.of(request, shelves.existing(scene.bucket())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&max-keys=2", "&delimiter=%2F", "&prefix=di", "&delimiter=e"})
  void nothing_and_more_of_it_is_an_error(String query) {
    pages(page -> page.with(List.of()).withPrefixes(List.of()).truncated(true, "x"));
    assertEquals(List.of("500 InternalError"), list(query));
  }
}
