package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A sorted listing, page by page, is exactly what S3 gives, whatever the keys and the request. */
final class SortedListingPropertyTest {

  @Provide
  static Arbitrary<Set<String>> buckets() {
    return OddKeys.keys().set().ofMaxSize(40);
  }

  @Provide
  static Arbitrary<String> prefixes() {
    return OddKeys.prefixes();
  }

  @Provide
  static Arbitrary<String> delimiters() {
    return OddKeys.delimiters();
  }

  @Provide
  static Arbitrary<ListPosition> positions() {
    Arbitrary<String> places = Arbitraries.oneOf(OddKeys.keys(), Arbitraries.of("a/", "a-", "b/"));
    return Arbitraries.oneOf(
        Arbitraries.just(ListPosition.BEGINNING),
        places.map(ListPosition.Marker::new),
        places.map(ListPosition.StartAfter::new));
  }

  /**
   * Stores and memories: with short pages directories are read by level, else mostly at once;
   * without memory everything is sorted in files, and read again for every page.
   */
  private record Machine(int storePage, int heapMaximum) {

    ListedBucket of(Set<String> keys) {
      return ListedBucket.of(
          keys, ListOrder.SORTED, storePage, ListedBucket.remembering(heapMaximum));
    }
  }

  @Provide
  static Arbitrary<Machine> machines() {
    return Combinators.combine(Arbitraries.of(1, 2, 3, 1000), Arbitraries.of(1000, 8 << 20))
        .as(Machine::new);
  }

  @Property(tries = 2000)
  void everyPageIsTheOneOfS3(
      @ForAll("buckets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll("positions") ListPosition start,
      @ForAll("machines") Machine machine)
      throws IOException {
    ListedBucket bucket = machine.of(keys);
    List<String> expected = S3Order.of(keys, prefix, delimiter, start).names();
    for (int size : new int[] {1, 2, 3, 5, 8, 1000}) {
      for (boolean byToken : new boolean[] {true, false}) {
        ListPosition position = start;
        for (int from = 0; from == 0 || from < expected.size(); from += size) {
          ListPage page = bucket.page(prefix, delimiter, position, size);
          List<String> wanted = expected.subList(from, Math.min(from + size, expected.size()));
          assertPage(wanted, from + size < expected.size(), page);
          position = next(page, byToken).orElse(position);
        }
      }
    }
    assertEquals(0, bucket.hidden());
  }

  private static void assertPage(List<String> wanted, boolean truncated, ListPage page) {
    List<String> objects = page.objects().stream().map(object -> object.key().value()).toList();
    assertEquals(wanted.size(), objects.size() + page.commonPrefixes().size());
    assertEquals(wanted.stream().filter(objects::contains).toList(), objects);
    assertEquals(
        wanted.stream().filter(page.commonPrefixes()::contains).toList(), page.commonPrefixes());
    assertEquals(truncated, page.continuation().isPresent());
    assertEquals(
        truncated ? Optional.of(wanted.get(wanted.size() - 1)) : Optional.empty(), page.lastKey());
    page.objects().forEach(o -> assertEquals(o.key().value().length(), o.length()));
  }

  private static Optional<ListPosition> next(ListPage page, boolean byToken) {
    return byToken
        ? page.continuation().map(ListPosition.Continuation::new)
        : page.lastKey().map(ListPosition.Marker::new);
  }

  /** Something that this process does to a bucket. */
  private record Step(boolean delete, String key) {}

  @Provide
  static Arbitrary<List<Step>> steps() {
    Arbitrary<String> keys = Arbitraries.of("a", "a/", "a/a", "a/b/c", "a/b/d", "a//", "b", "c/d");
    return Combinators.combine(Arbitraries.of(true, false), keys).as(Step::new).list().ofSize(30);
  }

  /** What this process wrote shows at once, although others' writes may be long in coming. */
  @Property(tries = 1000)
  void aPageShowsWhatWasWrittenBefore(
      @ForAll("steps") List<Step> steps,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 4) int storePage,
      @ForAll @IntRange(min = 1, max = 8) int every)
      throws IOException {
    Set<String> keys = new TreeSet<>(List.of("a/x", "b", "c/y", "c/z"));
    ListedBucket bucket = new Machine(storePage, 8 << 20).of(keys);
    int count = 0;
    for (Step step : steps) {
      if (step.delete()) {
        bucket.ownDelete(step.key());
        keys.remove(step.key());
      } else {
        bucket.own(step.key());
        keys.add(step.key());
      }
      if (++count % every == 0) {
        List<String> seen = new ArrayList<>();
        for (ListPage page : bucket.pages("", delimiter, 3, true)) {
          page.objects().forEach(object -> seen.add(object.key().value()));
          seen.addAll(page.commonPrefixes());
        }
        Set<String> wanted =
            new TreeSet<>(S3Order.of(keys, "", delimiter, ListPosition.BEGINNING).names());
        assertEquals(wanted, new TreeSet<>(seen));
        assertTrue(seen.size() == wanted.size(), () -> "listed twice: " + seen);
      }
    }
  }
}
