package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Listings of versions, page by page. */
public interface VersionListContract extends StoreUnderTest {

  private List<StoredVersionPage.Entry> fill() throws IOException {
    write("b/1", bytes(3));
    store().versions().setVersioning(Versioning.ENABLED);
    for (String name : List.of("b/1", "a", "b/1", "c", "b/2", "b/1", "a-", "b0", "b/s/1")) {
      write(name, bytes(name.length()));
    }
    store().delete(new StoredName("b/1"));
    store().delete(new StoredName("c"));
    store().delete(new StoredName("d"));
    write("c", bytes(9));
    return page("", false, VersionPosition.FIRST, 1000).entries();
  }

  private StoredVersionPage page(String prefix, boolean delimited, VersionPosition after, int limit)
      throws IOException {
    return store().versions().list(new StoredVersionRequest(prefix, delimited, after, limit));
  }

  @Test
  default void versionsAreListedByNameAndTheNewestFirst() throws Exception {
    List<StoredVersionPage.Entry> all = fill();
    List<String> names = all.stream().map(StoredVersionPage.Entry::name).toList();
    assertEquals(
        List.of(
            "a", "a-", "b/1", "b/1", "b/1", "b/1", "b/1", "b/2", "b/s/1", "b0", "c", "c", "c", "d"),
        names);
    for (int i = 0; i < all.size(); i++) {
      boolean first = i == 0 || !names.get(i - 1).equals(names.get(i));
      assertEquals(first, all.get(i).latest(), all.get(i).toString());
    }
    List<Integer> markers = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).marker()) {
        markers.add(i);
      }
    }
    assertEquals(List.of(2, 11, 13), markers);
    assertEquals(StoredVersion.NULL_ID, all.get(6).versionId());
    assertEquals(9, all.get(10).size());
  }

  @Test
  default void pagesOfAnySizeGiveAllVersions() throws Exception {
    List<StoredVersionPage.Entry> all = fill();
    for (String prefix : List.of("", "b/", "b", "c", "x")) {
      List<StoredVersionPage.Entry> expected =
          all.stream().filter(entry -> entry.name().startsWith(prefix)).toList();
      for (int limit = 1; limit <= 6; limit++) {
        List<StoredVersionPage.Entry> listed = new ArrayList<>();
        VersionPosition after = VersionPosition.FIRST;
        StoredVersionPage page;
        do {
          page = page(prefix, false, after, limit);
          listed.addAll(page.entries());
          assertTrue(page.entries().size() <= limit);
          assertFalse(page.truncated() && page.entries().isEmpty());
          if (page.truncated()) {
            StoredVersionPage.Entry last = listed.get(listed.size() - 1);
            after = new VersionPosition(last.name(), Optional.of(last.versionId()));
          }
        } while (page.truncated());
        assertEquals(expected, listed, prefix + " by " + limit);
      }
    }
  }

  @Test
  default void aNameWithoutAVersionPassesAllOfIt() throws Exception {
    List<StoredVersionPage.Entry> all = fill();
    for (String after : List.of("a", "b", "b/1", "b/1x", "b/~", "d", "z")) {
      assertEquals(
          all.stream().filter(entry -> entry.name().compareTo(after) > 0).toList(),
          page("", false, VersionPosition.after(after), 1000).entries(),
          after);
    }
  }

  @Test
  default void namesBelowADelimiterAreRolledUp() throws Exception {
    List<StoredVersionPage.Entry> all = fill();
    for (int limit = 1; limit <= 4; limit++) {
      List<StoredVersionPage.Entry> listed = new ArrayList<>();
      TreeSet<String> prefixes = new TreeSet<>();
      VersionPosition after = VersionPosition.FIRST;
      StoredVersionPage page;
      do {
        page = page("", true, after, limit);
        boolean prefixesCount = !gaps().contains(StoreGap.PREFIXES_BEYOND_LIMIT);
        int lines = page.entries().size() + (prefixesCount ? page.commonPrefixes().size() : 0);
        assertTrue(lines <= limit);
        listed.addAll(page.entries());
        for (String prefix : page.commonPrefixes()) {
          assertTrue(prefixes.add(prefix), prefix);
        }
        if (page.truncated()) {
          after = last(page);
        }
      } while (page.truncated());
      assertEquals(all.stream().filter(it -> !it.name().contains("/")).toList(), listed);
      assertEquals(List.of("b/"), List.copyOf(prefixes));
    }
    assertEquals(List.of("b/s/"), page("b/", true, VersionPosition.FIRST, 1000).commonPrefixes());
  }

  private static VersionPosition last(StoredVersionPage page) {
    String prefix =
        page.commonPrefixes().stream()
            .max(Comparator.naturalOrder())
            .map(it -> it + "~")
            .orElse("");
    if (page.entries().isEmpty()) {
      return VersionPosition.after(prefix);
    }
    StoredVersionPage.Entry entry = page.entries().get(page.entries().size() - 1);
    return entry.name().compareTo(prefix) > 0
        ? new VersionPosition(entry.name(), Optional.of(entry.versionId()))
        : VersionPosition.after(prefix);
  }
}
