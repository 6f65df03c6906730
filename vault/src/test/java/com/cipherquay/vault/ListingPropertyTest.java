package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * A listing in stored order, page by page, gives what a sorted set of the keys gives: nothing lost
 * or doubled.
 */
final class ListingPropertyTest {

  @Provide
  static Arbitrary<String> objectKeys() {
    return OddKeys.keys();
  }

  @Provide
  static Arbitrary<Set<String>> buckets() {
    return OddKeys.keys().set().ofMaxSize(25);
  }

  @Provide
  static Arbitrary<String> prefixes() {
    return OddKeys.prefixes();
  }

  @Provide
  static Arbitrary<String> delimiters() {
    return OddKeys.delimiters();
  }

  @Property(tries = 600)
  void pagesAddUp(
      @ForAll("buckets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 9) int maxKeys,
      @ForAll boolean byToken)
      throws IOException {
    ListedBucket bucket = ListedBucket.of(keys);
    List<String> objects = new ArrayList<>();
    List<String> common = new ArrayList<>();
    for (ListPage page : bucket.pages(prefix, delimiter, maxKeys, byToken)) {
      assertTrue(page.objects().size() + page.commonPrefixes().size() <= maxKeys);
      assertEquals(page.continuation().isPresent(), page.lastKey().isPresent());
      page.objects().forEach(object -> objects.add(object.key().value()));
      page.objects().forEach(o -> assertEquals(o.key().value().length(), o.length()));
      common.addAll(page.commonPrefixes());
    }
    assertEquals(expectedObjects(keys, prefix, delimiter), sortedWithoutDoubles(objects));
    assertEquals(expectedPrefixes(keys, prefix, delimiter), sortedWithoutDoubles(common));
    assertEquals(0, bucket.hidden());
  }

  @Property(tries = 300)
  void theOrderDoesNotDependOnPrefixOrPageSize(
      @ForAll("buckets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll @IntRange(min = 1, max = 9) int maxKeys)
      throws IOException {
    ListedBucket bucket = ListedBucket.of(keys);
    List<String> whole =
        flat(bucket.pages("", "", 1000, true)).stream()
            .filter(key -> key.startsWith(prefix))
            .toList();
    assertEquals(whole, flat(bucket.pages(prefix, "", maxKeys, true)));
  }

  @Property(tries = 300)
  void startAfterLeavesOutWhatComesBefore(
      @ForAll("buckets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll("objectKeys") String start)
      throws IOException {
    ListedBucket bucket = ListedBucket.of(keys);
    Set<String> remaining = afterInOrder(bucket, keys, prefix, delimiter, start);
    ListPage page = bucket.page(prefix, delimiter, new ListPosition.StartAfter(start), 1000);
    List<String> objects = page.objects().stream().map(o -> o.key().value()).toList();
    assertEquals(expectedObjects(remaining, prefix, delimiter), sortedWithoutDoubles(objects));
    assertEquals(
        expectedPrefixes(remaining, prefix, delimiter),
        sortedWithoutDoubles(page.commonPrefixes()));
  }

  /**
   * The keys after {@code start}: in stored order inside the prefix, in plaintext order outside.
   */
  private static Set<String> afterInOrder(
      ListedBucket bucket, Set<String> keys, String prefix, String delimiter, String start) {
    boolean stored = delimiter.isEmpty() || delimiter.equals("/");
    String position = bucket.keys().position(start);
    return keys.stream()
        .filter(
            key ->
                (stored && start.startsWith(prefix))
                    ? bucket.keys().position(key).compareTo(position) > 0
                    : CodePointOrder.INSTANCE.compare(key, start) > 0)
        .collect(Collectors.toSet());
  }

  private static List<String> flat(List<ListPage> pages) {
    return pages.stream()
        .flatMap(page -> page.objects().stream())
        .map(object -> object.key().value())
        .toList();
  }

  private static Set<String> expectedObjects(Set<String> keys, String prefix, String delimiter) {
    return keys.stream()
        .filter(key -> key.startsWith(prefix))
        .filter(key -> delimiter.isEmpty() || key.indexOf(delimiter, prefix.length()) < 0)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> expectedPrefixes(Set<String> keys, String prefix, String delimiter) {
    return keys.stream()
        .filter(key -> key.startsWith(prefix) && !delimiter.isEmpty())
        .filter(key -> key.indexOf(delimiter, prefix.length()) >= 0)
        .map(key -> key.substring(0, key.indexOf(delimiter, prefix.length()) + delimiter.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> sortedWithoutDoubles(List<String> names) {
    TreeSet<String> set = new TreeSet<>(names);
    assertEquals(set.size(), names.size(), () -> "listed twice: " + names);
    return set;
  }
}
