package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.vault.ListPage.ListedObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorted listings, case by case; directories are read by level, or at once. */
final class SortedListingTest {

  private static ListedBucket bucket(int storePage, String... keys) {
    return ListedBucket.of(
        List.of(keys), ListOrder.SORTED, storePage, ListedBucket.remembering(8 << 20));
  }

  private static List<String> keys(ListPage page) {
    return page.objects().stream().map(ListedObject::key).map(ObjectKey::value).toList();
  }

  /** A directory below the one in which the marker is belongs to the upper one's common prefix. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void aMarkerInADirectoryShowsTheFirstSlashOfWhatFollows(int storePage) throws IOException {
    ListedBucket bucket = bucket(storePage, "a", "d/1", "d/e/2", "d/f/3", "z");
    for (ListPosition position :
        List.of(new ListPosition.Marker("d/1"), new ListPosition.StartAfter("d/e/2"))) {
      ListPage page = bucket.page("", "/", position, 10);
      assertEquals(List.of("d/"), page.commonPrefixes());
      assertEquals(List.of("z"), keys(page));
    }
    ListPage past = bucket.page("", "/", new ListPosition.Marker("d/f/3"), 10);
    assertEquals(List.of(), past.commonPrefixes());
    assertEquals(List.of("z"), keys(past));
    ListedBucket empty = bucket(storePage, "/", "a", "//");
    ListPage page = empty.page("", "/", new ListPosition.Marker("/-"), 10);
    assertEquals(List.of("/"), page.commonPrefixes());
    assertEquals(List.of("a"), keys(page));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void aDirectoryStandsWhereItsKeysDo(int storePage) throws IOException {
    String[] sorted = {
      "a", "a!", "a-b", "a.txt", "a/", "a//", "a/1", "a/b/c", "a0", "\uffee", "𝄞"
    };
    assertEquals(
        List.of(sorted),
        keys(bucket(storePage, sorted).page("", "", ListPosition.BEGINNING, 1000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void aTokenIsForOneOrderOnly(String delimiter) throws IOException {
    for (ListOrder order : ListOrder.values()) {
      ListedBucket bucket = ListedBucket.of(List.of("a", "b", "c"), order);
      ListedBucket other =
          ListedBucket.of(
              List.of("a", "b", "c"),
              order == ListOrder.STORED ? ListOrder.SORTED : ListOrder.STORED);
      String token =
          bucket.page("", delimiter, ListPosition.BEGINNING, 1).continuation().orElseThrow();
      ListPosition next = new ListPosition.Continuation(token);
      assertEquals(2, keys(bucket.page("", delimiter, next, 10)).size());
      VaultException refused =
          assertThrows(VaultException.class, () -> other.page("", delimiter, next, 10));
      assertEquals(VaultFault.INVALID_TOKEN, refused.fault());
    }
  }
}
