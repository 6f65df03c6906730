package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Listings, compared with a sorted set of names page by page. */
public interface ListingContract extends StoreUnderTest {

  /**
   * Directories beside objects, neighbours of {@code /} in ASCII, and depth; no name ends in it.
   */
  List<String> TREE =
      List.of(
          "a",
          "a-",
          "a.b",
          "a0",
          "b/1",
          "b/2",
          "b/2x",
          "b/sub/1",
          "b/sub/2",
          "b-/1",
          "b.",
          "b0/1",
          "c/d/e/f/1",
          "c/d/e/f/2",
          "c/d/e0",
          "d",
          "A/1",
          "Z",
          "_/1",
          ".r/1",
          "e~");

  @Test
  default void anEmptyBucketListsNothing() throws Exception {
    for (boolean delimited : new boolean[] {false, true}) {
      StoredPage page = store().list(new StoredPageRequest("", delimited, "", 1000));
      assertEquals(new StoredPage(List.of(), List.of(), false), page);
    }
  }

  @Test
  default void everyPrefixListsPageByPage() throws Exception {
    writeTree();
    for (int limit : new int[] {1, 2, 3, 7, 1000}) {
      for (String prefix : List.of("", "b", "b/", "b/sub/", "b/s", "c/", "c/d/e/f/", "zz", "A/1")) {
        for (boolean delimited : new boolean[] {false, true}) {
          StoredPageRequest request = new StoredPageRequest(prefix, delimited, "", limit);
          assertEquals(expected(request), listed(request), request.toString());
        }
      }
    }
  }

  @Test
  default void aListingStartsAfterAnyName() throws Exception {
    writeTree();
    for (String after : List.of("a", "a/", "b", "b/", "b/2", "b/~", "b/sub/~", "c/d", "d", "~~")) {
      for (boolean delimited : new boolean[] {false, true}) {
        for (String prefix : List.of("", "b/", "c/d/")) {
          StoredPageRequest request = new StoredPageRequest(prefix, delimited, after, 1000);
          List<String> expected = new ArrayList<>(expected(request));
          if (gaps().contains(StoreGap.AFTER_BELOW_PREFIX)) {
            expected.removeIf(item -> item.compareTo(after) <= 0);
          }
          assertEquals(expected, listed(request), request.toString());
        }
      }
    }
  }

  @Test
  default void aPageHoldsUpToAThousand() throws Exception {
    for (int i = 0; i < 1003; i++) {
      write("flat/" + i, bytes(1));
    }
    for (int limit : new int[] {999, 1000}) {
      StoredPage page = store().list(new StoredPageRequest("flat/", false, "", limit));
      assertEquals(limit, page.entries().size());
      assertTrue(page.truncated());
      StoredPage rest = store().list(new StoredPageRequest("flat/", false, page.last(), limit));
      assertEquals(1003 - limit, rest.entries().size());
      assertFalse(rest.truncated());
    }
    StoredPage rolled = store().list(new StoredPageRequest("", true, "", 1000));
    assertEquals(new StoredPage(List.of(), List.of("flat/"), false), rolled);
    StoredPage last = store().list(new StoredPageRequest("flat/99", false, "", 11));
    assertEquals(11, last.entries().size());
    assertFalse(last.truncated(), "a page that is just full is not truncated");
  }

  private void writeTree() throws IOException {
    for (String name : TREE) {
      boolean beside = TREE.stream().anyMatch(other -> other.startsWith(name + "/"));
      assertFalse(beside, "not every store takes " + name + " beside its prefix");
      write(name, bytes(name.length()));
    }
  }

  /** What all pages from the request on hold together: names, and prefixes ending in a slash. */
  private List<String> listed(StoredPageRequest request) throws IOException {
    List<String> all = new ArrayList<>();
    String after = request.after();
    while (true) {
      StoredPage page =
          store()
              .list(
                  new StoredPageRequest(
                      request.prefix(), request.delimited(), after, request.limit()));
      List<String> names = page.entries().stream().map(StoredEntry::name).toList();
      assertEquals(List.copyOf(new TreeSet<>(names)), names, "order");
      assertEquals(
          List.copyOf(new TreeSet<>(page.commonPrefixes())), page.commonPrefixes(), "order");
      TreeSet<String> items = new TreeSet<>(names);
      items.addAll(page.commonPrefixes());
      assertTrue(items.size() <= request.limit(), "limit");
      all.addAll(items);
      if (!page.truncated()) {
        return all;
      }
      assertEquals(request.limit(), items.size(), "a page before the last is full");
      assertTrue(page.last().compareTo(after) > 0, "progress");
      after = page.last();
    }
  }

  private static List<String> expected(StoredPageRequest request) {
    TreeSet<String> items = new TreeSet<>();
    for (String name : TREE) {
      if (name.startsWith(request.prefix()) && name.compareTo(request.after()) > 0) {
        int slash = request.delimited() ? name.indexOf('/', request.prefix().length()) : -1;
        items.add(slash < 0 ? name : name.substring(0, slash + 1));
      }
    }
    return List.copyOf(items);
  }
}
