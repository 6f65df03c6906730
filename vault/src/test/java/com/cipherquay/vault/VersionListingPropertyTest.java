package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Pages of versions, whatever is asked for, are together what there is: nothing lost or doubled.
 */
final class VersionListingPropertyTest {

  @Provide
  static Arbitrary<Set<String>> buckets() {
    return ListingPropertyTest.objectKeys().set().ofMaxSize(12);
  }

  @Provide
  static Arbitrary<String> prefixes() {
    return ListingPropertyTest.prefixes();
  }

  @Provide
  static Arbitrary<String> delimiters() {
    return ListingPropertyTest.delimiters();
  }

  @Provide
  static Arbitrary<String> histories() {
    return Arbitraries.strings().withChars('a', 'b', 'd').ofMinLength(1).ofMaxLength(5);
  }

  @Property(tries = 400)
  void pagesAddUp(
      @ForAll("buckets") Set<String> keys,
      @ForAll("histories") String history,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 7) int maxKeys)
      throws IOException {
    ListedVersions bucket = ListedVersions.of(keys, history);
    List<VersionPage.ListedVersion> listed = new ArrayList<>();
    List<String> common = new ArrayList<>();
    for (VersionPage page : bucket.pages(bucket.fixture.vault, prefix, delimiter, maxKeys)) {
      assertTrue(page.versions().size() + page.commonPrefixes().size() <= maxKeys);
      listed.addAll(page.versions());
      common.addAll(page.commonPrefixes());
    }
    List<VersionPage.ListedVersion> inside =
        bucket.all().stream().filter(it -> it.key().value().startsWith(prefix)).toList();
    List<VersionPage.ListedVersion> expected =
        inside.stream().filter(it -> end(it, prefix, delimiter) < 0).toList();
    assertEquals(Set.copyOf(expected), Set.copyOf(listed));
    assertEquals(expected.size(), listed.size(), "nothing is listed twice");
    // Of each key the newest first, as the store has them.
    for (String key : keys) {
      assertEquals(of(key, expected), of(key, listed));
    }
    Set<String> prefixes =
        inside.stream()
            .filter(it -> end(it, prefix, delimiter) >= 0)
            .map(
                it ->
                    it.key().value().substring(0, end(it, prefix, delimiter) + delimiter.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(prefixes, new TreeSet<>(common));
    assertEquals(prefixes.size(), common.size(), "nothing is rolled up twice");
  }

  private static List<VersionPage.ListedVersion> of(
      String key, List<VersionPage.ListedVersion> versions) {
    return versions.stream().filter(it -> it.key().value().equals(key)).toList();
  }

  private static int end(VersionPage.ListedVersion version, String prefix, String delimiter) {
    return delimiter.isEmpty() ? -1 : version.key().value().indexOf(delimiter, prefix.length());
  }

  @Property(tries = 200)
  void keysComeInTheOrderOfTheObjects(
      @ForAll("buckets") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll @IntRange(min = 1, max = 7) int maxKeys)
      throws IOException {
    ListedVersions bucket = ListedVersions.of(keys, "a");
    List<String> listed = new ArrayList<>();
    for (VersionPage page : bucket.pages(bucket.fixture.vault, prefix, "", maxKeys)) {
      page.versions().forEach(version -> listed.add(version.key().value()));
    }
    ListRequest objects =
        new ListRequest(prefix, "", ListPosition.BEGINNING, 1000, ListOrder.STORED);
    assertEquals(
        bucket.fixture.vault.list(objects).objects().stream().map(it -> it.key().value()).toList(),
        listed);
  }
}
