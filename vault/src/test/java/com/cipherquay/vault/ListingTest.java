package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ListingTest {

  private static final ListPosition BEGINNING = ListPosition.BEGINNING;

  @Test
  void listsAThousandKeysWithOneCall() throws IOException {
    ListedBucket bucket =
        ListedBucket.of(IntStream.range(0, 1000).mapToObj(i -> "dir/" + i % 7 + "/" + i).toList());
    ListPage page = bucket.page("dir/", "", BEGINNING, 1000);
    assertEquals(1000, page.objects().size());
    assertEquals(Optional.empty(), page.continuation());
    assertEquals(1, bucket.listCalls());
    assertEquals(7, bucket.page("dir/", "/", BEGINNING, 1000).commonPrefixes().size());
    assertEquals(2, bucket.listCalls());
    ListPage tenth = bucket.page("dir/", "", BEGINNING, 10);
    assertEquals(10, tenth.objects().size());
    assertTrue(tenth.continuation().isPresent());
    assertEquals(3, bucket.listCalls());
  }

  @Test
  void showsTheTagOfTheStoreWithItsMark() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("a"));
    String tag = bucket.page("", "", BEGINNING, 1).objects().get(0).etag();
    assertTrue(tag.endsWith("-cq"), tag);
  }

  @Test
  void answersMaxKeysZeroWithNothing() throws IOException {
    ListPage page = ListedBucket.of(List.of("a")).page("", "", BEGINNING, 0);
    assertEquals(new ListPage(List.of(), List.of(), Optional.empty(), Optional.empty()), page);
  }

  @Test
  void hidesAndCountsWhatNoVaultWrote() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("a", "d/b"));
    String leaf = bucket.keys().storedName(new ObjectKey("c")).value();
    String inside = bucket.keys().storedName(new ObjectKey("d/c")).value();
    bucket.write("foreign", 304);
    bucket.write("foreign/thing", 304);
    bucket.write(leaf, 303);
    bucket.write(leaf + "=", 304);
    bucket.write("x/" + leaf, 304);
    bucket.write(inside.substring(0, inside.indexOf('/')), 304);
    assertEquals(2, bucket.page("", "", BEGINNING, 1000).objects().size());
    assertEquals(6, bucket.hidden());
    ListPage delimited = bucket.page("", "/", BEGINNING, 1000);
    assertEquals(1, delimited.objects().size());
    assertEquals(List.of("d/"), delimited.commonPrefixes());
    assertEquals(12, bucket.hidden());
  }

  @Test
  void hidesReservedNamesWithoutCounting() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("a"));
    bucket.write(".cq/upload", 304);
    bucket.write(".x", 304);
    bucket.write("A/.x/y", 304);
    assertEquals(1, bucket.page("", "", BEGINNING, 1000).objects().size());
    assertEquals(0, bucket.hidden());
  }

  @Test
  void doesNotEndAtPagesThatHidingEmptied() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("a"));
    for (char c = '0'; c <= 'z'; c++) {
      bucket.write(c + "oreign", 304);
    }
    for (String delimiter : List.of("", "/")) {
      List<ListPage> pages = bucket.pages("", delimiter, 3, true);
      assertEquals(1, pages.stream().mapToInt(page -> page.objects().size()).sum());
      assertTrue(pages.size() <= 2);
    }
  }

  /** As S3Proxy and others do: the contract's gap AFTER_BELOW_PREFIX. */
  @Test
  void resumesInsideADirectoryThatTheStoreLeavesOut() throws IOException {
    List<String> objectKeys = List.of("ab/1", "ab/2", "ab/3", "ac/1", "ac/2", "ad", "b/1");
    ListedBucket bucket = ListedBucket.of(objectKeys);
    AlteredListing forgetful =
        new AlteredListing(
            bucket.store(),
            (request, honest) ->
                new StoredPage(
                    honest.entries(),
                    honest.commonPrefixes().stream()
                        .filter(prefix -> prefix.compareTo(request.after()) > 0)
                        .toList(),
                    honest.truncated()));
    Listing listing = bucket.over(forgetful);
    for (int size = 1; size <= 7; size++) {
      List<String> seen = new ArrayList<>();
      Optional<String> token = Optional.of("");
      ListPosition position = BEGINNING;
      while (token.isPresent()) {
        ListPage page = listing.page(new ListRequest("a", "", position, size, ListOrder.STORED));
        page.objects().forEach(object -> seen.add(object.key().value()));
        token = page.continuation();
        position = new ListPosition.Continuation(token.orElse(""));
      }
      seen.sort(null);
      assertEquals(objectKeys.subList(0, 6), seen, "pages of " + size);
    }
  }

  @Test
  void foreignNamesBeyondAsciiDoNotStopAListing() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("a", "b", "c/d"));
    AlteredListing foreign =
        AlteredListing.withForeign(
            bucket.store(), List.of("docs/\u00e9", "docs/\uffee", "docs/𝄞", "z"));
    Listing listing = bucket.over(foreign);
    for (String delimiter : List.of("", "/")) {
      ListPage page =
          listing.page(new ListRequest("", delimiter, BEGINNING, 1000, ListOrder.STORED));
      assertEquals(3, page.objects().size() + page.commonPrefixes().size());
    }
  }

  @Test
  void believesNoPageThatDoesNotAdvanceOrWasNotAskedFor() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("d/a", "d/b", "d/c", "e"));
    List<AlteredListing.Alteration> lies =
        List.of(
            (request, honest) -> new StoredPage(List.of(), List.of(), true),
            (request, honest) -> new StoredPage(twice(honest), honest.commonPrefixes(), false),
            (request, honest) -> entry("elsewhere"),
            (request, honest) -> entry(request.prefix() + "x/y/"),
            (request, honest) -> new StoredPage(List.of(), List.of("elsewhere/"), false),
            (request, honest) -> new StoredPage(List.of(), List.of(request.prefix()), false));
    for (String delimiter : List.of("", "/", "-")) {
      for (String prefix : List.of("d/", "d/a")) {
        long refused = lies.stream().filter(lie -> refuses(bucket, lie, prefix, delimiter)).count();
        // Without delimiter "x/y/" is a name like others, only foreign.
        boolean walksFlat =
            !delimiter.equals("/") && (prefix.equals("d/") || delimiter.equals("-"));
        assertEquals(walksFlat ? 5 : 6, refused, prefix + " by " + delimiter);
      }
    }
  }

  @Test
  void believesNoSecondPageThatRepeatsTheFirst() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("d/a", "d/b", "d/c"));
    StoredPage first = bucket.store().list(new StoredPageRequest("", false, "", 2));
    for (String delimiter : List.of("", "-")) {
      Listing listing = bucket.over(new AlteredListing(bucket.store(), (request, honest) -> first));
      VaultException e =
          assertThrows(
              VaultException.class,
              () -> {
                ListPage page =
                    listing.page(new ListRequest("", delimiter, BEGINNING, 2, ListOrder.STORED));
                String token = page.continuation().orElseThrow();
                ListPosition next = new ListPosition.Continuation(token);
                listing.page(new ListRequest("", delimiter, next, 2, ListOrder.STORED));
              });
      assertEquals(VaultFault.CORRUPT, e.fault());
    }
  }

  private static boolean refuses(
      ListedBucket bucket, AlteredListing.Alteration lie, String prefix, String delimiter) {
    AlteredListing store = new AlteredListing(bucket.store(), lie);
    Listing listing = bucket.over(store);
    try {
      listing.page(new ListRequest(prefix, delimiter, BEGINNING, 1000, ListOrder.STORED));
      return false;
    } catch (VaultException e) {
      return e.fault() == VaultFault.CORRUPT;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<StoredEntry> twice(StoredPage honest) {
    return honest.entries().isEmpty()
        ? entry("elsewhere").entries()
        : List.of(honest.entries().get(0), honest.entries().get(0));
  }

  private static StoredPage entry(String name) {
    return new StoredPage(
        List.of(new StoredEntry(name, "etag", 304, Instant.EPOCH)), List.of(), false);
  }

  @Test
  void acceptsATokenForItsListingOnly() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("a/1", "a/2", "a/3", "b-c", "b-d", "b-e"));
    String token = bucket.page("a/", "", BEGINNING, 1).continuation().orElseThrow();
    ListPosition position = new ListPosition.Continuation(token);
    assertEquals(2, bucket.page("a/", "", position, 1000).objects().size());
    assertInvalid(bucket, "", "", token);
    assertInvalid(bucket, "a", "", token);
    assertInvalid(bucket, "a/", "/", token);
    assertInvalid(bucket, "a/", "-", token);
    assertInvalid(bucket, "a/", "", "");
    assertInvalid(bucket, "a/", "", "hello");
    assertInvalid(bucket, "a/", "", token + "=");
    assertInvalid(bucket, "a/", "", bucket.keys().position("a/1"));
    for (int i = 0; i < token.length(); i++) {
      char flipped = (char) (token.charAt(i) ^ 1);
      assertInvalid(bucket, "a/", "", token.substring(0, i) + flipped + token.substring(i + 1));
    }
    String other = bucket.page("b", "x", BEGINNING, 1).continuation().orElseThrow();
    assertInvalid(bucket, "b", "", other);
    PathKeys keys = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), "other");
    Listing elsewhere = ListedBucket.listing(bucket.store(), keys);
    VaultException e =
        assertThrows(
            VaultException.class,
            () -> elsewhere.page(new ListRequest("a/", "", position, 1000, ListOrder.STORED)));
    assertEquals(VaultFault.INVALID_TOKEN, e.fault());
  }

  @Test
  void keepsPlaintextAndStoredNamesOutOfTokens() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("secretname1", "secretname2"));
    for (String delimiter : List.of("", "x")) {
      String token = bucket.page("", delimiter, BEGINNING, 1).continuation().orElseThrow();
      assertFalse(token.contains("secret"));
      assertFalse(token.contains(bucket.keys().position("secretname1").substring(0, 10)));
    }
  }

  @Test
  void answersAMarkerOutsideThePrefixAsS3Does() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("m/1", "m/2", "m/3"));
    for (String before : List.of("", "a", "m", "m.")) {
      assertEquals(3, bucket.page("m/", "", new ListPosition.Marker(before), 9).objects().size());
      assertEquals(
          3, bucket.page("m/", "", new ListPosition.StartAfter(before), 9).objects().size());
    }
    for (String after : List.of("m0", "n", "𝄞")) {
      assertEquals(0, bucket.page("m/", "", new ListPosition.Marker(after), 9).objects().size());
    }
  }

  @Test
  void aMarkerThatIsACommonPrefixSkipsIt() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("a/1", "a/2"));
    assertEquals(
        List.of(), bucket.page("", "/", new ListPosition.Marker("a/"), 9).commonPrefixes());
    ListedBucket dashed = ListedBucket.of(List.of("a-1", "a-2", "b-1"));
    assertEquals(
        List.of("b-"), dashed.page("", "-", new ListPosition.Marker("a-"), 9).commonPrefixes());
    assertEquals(
        List.of("a-", "b-"),
        dashed.page("", "-", new ListPosition.StartAfter("a-"), 9).commonPrefixes());
  }

  @Test
  void survivesPrefixesAndMarkersOfAnyLength() throws IOException {
    ListedBucket bucket = ListedBucket.of(List.of("a", "b/c", "/".repeat(40)));
    for (String text :
        List.of("/".repeat(8000), "a".repeat(8000), "b/".repeat(50), "é".repeat(600))) {
      assertEquals(0, bucket.page(text, "", BEGINNING, 9).objects().size());
      assertEquals(0, bucket.page(text, "/", BEGINNING, 9).objects().size());
      assertEquals(0, bucket.page(text, "-", BEGINNING, 9).objects().size());
      ListPage page = bucket.page("", "", new ListPosition.Marker(text), 9);
      assertTrue(page.objects().size() <= 3);
      assertTrue(bucket.page("", "/", new ListPosition.Marker(text), 9).objects().size() <= 3);
    }
  }

  private static void assertInvalid(
      ListedBucket bucket, String prefix, String delimiter, String token) {
    VaultException e =
        assertThrows(
            VaultException.class,
            () -> bucket.page(prefix, delimiter, new ListPosition.Continuation(token), 1000));
    assertEquals(VaultFault.INVALID_TOKEN, e.fault());
  }
}
