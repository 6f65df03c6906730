package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sorted listings cost, in calls to the store. */
final class SortedCostTest {

  private static final long MEMORY = 8 << 20;

  private static ListedBucket bucket(List<String> keys) {
    return ListedBucket.of(keys, ListOrder.SORTED, 1000, ListedBucket.remembering(MEMORY));
  }

  private static List<String> flat(String directory, int count) {
    return IntStream.range(0, count).mapToObj(i -> directory + i).toList();
  }

  /** 5500 keys are six pages of the store. */
  @Test
  void aFlatDirectoryIsReadOnceForAllItsPages() throws IOException {
    for (String delimiter : List.of("", "/", "-")) {
      ListedBucket bucket = bucket(flat("d/", 5500));
      assertEquals(55, bucket.pages("d/", delimiter, 100, true).size());
      assertEquals(55, bucket.pages("d/", delimiter, 100, false).size());
      assertEquals(6, bucket.listCalls(), delimiter);
    }
  }

  @Test
  void itIsReadOnceAlsoIfItDoesNotFitInMemory() throws IOException {
    ListedBucket bucket =
        ListedBucket.of(flat("d/", 5500), ListOrder.SORTED, 1000, ListedBucket.remembering(1000));
    assertEquals(55, bucket.pages("d/", "", 100, true).size());
    assertEquals(6, bucket.listCalls());
  }

  @Test
  void aTreeThatFitsInAPageIsReadWithOneCall() throws IOException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      keys.add("a/" + i % 20 + "/" + i % 7 + "/" + i);
    }
    ListedBucket bucket = bucket(keys);
    assertEquals(30, bucket.pages("", "", 10, true).size());
    assertEquals(1, bucket.listCalls());
  }

  /** Neither what comes before the position is read, nor what comes after the page. */
  @Test
  void aPageReadsNoMoreThanTheDirectoriesItComesFrom() throws IOException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.addAll(flat("d" + (char) ('a' + i) + "/", 1001));
    }
    ListedBucket bucket = bucket(keys);
    ListPage first = bucket.page("", "", ListPosition.BEGINNING, 1000);
    assertEquals(1000, first.objects().size());
    // The top: one page of everything, and another one after the directory in which it ends. A
    // directory of 1001 keys: two.
    assertTrue(bucket.listCalls() <= 4, () -> "calls: " + bucket.listCalls());
    long before = bucket.listCalls();
    bucket.page("", "", new ListPosition.StartAfter("dm~"), 1000);
    assertEquals(before + 2, bucket.listCalls());
    assertEquals(20, bucket.page("", "/", ListPosition.BEGINNING, 1000).commonPrefixes().size());
    assertEquals(before + 2, bucket.listCalls());
  }

  @Test
  void aCommonPrefixOfAnyDelimiterIsFoundWithoutReadingAllThatItStandsFor() throws IOException {
    List<String> keys = new ArrayList<>(flat("a-", 3000));
    keys.addAll(flat("b", 10));
    ListedBucket bucket = bucket(keys);
    ListPage page = bucket.page("", "-", ListPosition.BEGINNING, 5);
    assertEquals(List.of("a-"), page.commonPrefixes());
    assertEquals(4, page.objects().size());
    assertEquals(4, bucket.listCalls());
  }

  /** Each write costs listings no more than asking for it, or its share of reading all again. */
  @Test
  void writingWhileListingDoesNotReadTheDirectoryForEveryPage() throws IOException {
    ListedBucket bucket = bucket(flat("d/", 10_000));
    int writes = 0;
    ListPage page = bucket.page("d/", "", ListPosition.BEGINNING, 100);
    while (page.continuation().isPresent()) {
      bucket.own("d/" + writes * 7);
      bucket.ownDelete("d/" + (writes * 7 + 1));
      writes += 2;
      String token = page.continuation().get();
      page = bucket.page("d/", "", new ListPosition.Continuation(token), 100);
    }
    assertTrue(writes > 100);
    assertTrue(bucket.listCalls() <= 10 + 2L * writes, () -> "calls: " + bucket.listCalls());
  }

  @Test
  void whatOthersWroteShowsWithTheNextReading() throws IOException {
    ListedBucket bucket =
        ListedBucket.of(List.of("a"), ListOrder.SORTED, 1000, ListedBucket.remembering(MEMORY));
    assertEquals(1, bucket.page("", "", ListPosition.BEGINNING, 10).objects().size());
    bucket.write("b");
    assertEquals(1, bucket.page("", "", ListPosition.BEGINNING, 10).objects().size());
    bucket.own("c");
    assertEquals(3, bucket.page("", "", ListPosition.BEGINNING, 10).objects().size());
  }
}
