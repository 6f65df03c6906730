package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredUploadPage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Lists of the uploads in progress. */
final class UploadListTest {

  private static final List<String> KEYS =
      List.of(
          "a", "a/", "a/b", "a/b", "a/b/c", "a//b", "ab", "b-c-d", "b-c/e", "\ue000", "😀/x", "z");

  /** One line as text: key and id, or a common prefix and a space. */
  private record Line(String key, String id) {

    @Override
    public String toString() {
      return key + " " + id;
    }
  }

  private final VaultFixture fixture = new VaultFixture();
  private final List<Line> begun = new ArrayList<>();

  private void begin(String key) throws IOException {
    ObjectKey name = new ObjectKey(key);
    begun.add(
        new Line(
            key, fixture.vault.uploads().create(name, ObjectMetadata.EMPTY, Optional.empty())));
  }

  /** What S3 documents, told plainly. */
  private List<String> expected(UploadListRequest request) {
    TreeSet<Line> lines = new TreeSet<>(UploadListTest::compare);
    for (Line upload : begun) {
      int order = CodePointOrder.INSTANCE.compare(upload.key(), request.keyMarker());
      boolean afterId =
          !request.uploadMarker().isEmpty() && upload.id().compareTo(request.uploadMarker()) > 0;
      boolean after = request.keyMarker().isEmpty() || order > 0 || (order == 0 && afterId);
      if (!after || !upload.key().startsWith(request.prefix())) {
        continue;
      }
      String rest = upload.key().substring(request.prefix().length());
      boolean rolled = !request.delimiter().isEmpty() && rest.contains(request.delimiter());
      int end = rest.indexOf(request.delimiter()) + request.delimiter().length();
      String common = request.prefix() + rest.substring(0, rolled ? end : 0);
      if (!rolled) {
        lines.add(upload);
      } else if (!common.equals(request.keyMarker())) {
        lines.add(new Line(common, ""));
      }
    }
    return lines.stream().map(Line::toString).toList();
  }

  private static int compare(Line one, Line other) {
    int keys = CodePointOrder.INSTANCE.compare(one.key(), other.key());
    return keys != 0 ? keys : one.id().compareTo(other.id());
  }

  private static List<String> lines(UploadPage page) {
    TreeSet<Line> lines = new TreeSet<>(UploadListTest::compare);
    page.uploads().forEach(upload -> lines.add(new Line(upload.key().value(), upload.id())));
    page.prefixes().forEach(prefix -> lines.add(new Line(prefix, "")));
    return lines.stream().map(Line::toString).toList();
  }

  @Provide
  Arbitrary<String> marker() {
    return Arbitraries.of("", "", "a", "a/", "a/a", "a/b", "b-", "zz", "\ue000", "nothing");
  }

  @Property(tries = 150)
  void isThatOfS3(
      @ForAll("marker") String prefix,
      @ForAll("marker") String keyMarker,
      @ForAll boolean withUploadMarker)
      throws IOException {
    for (String key : begun.isEmpty() ? KEYS : List.<String>of()) {
      begin(key);
    }
    String uploadMarker =
        begun.stream()
            .filter(line -> withUploadMarker && line.key().equals(keyMarker))
            .map(Line::id)
            .findFirst()
            .orElse("");
    for (String delimiter : new String[] {"", "/", "-", "b/", "/b"}) {
      UploadListRequest whole =
          new UploadListRequest(prefix, delimiter, keyMarker, uploadMarker, 1000);
      List<String> expected = expected(whole);
      assertEquals(expected, lines(fixture.vault.uploads().list(whole)));
      if (keyMarker.isEmpty()) {
        for (int limit : new int[] {1, 2, 5}) {
          assertEquals(expected, pages(prefix, delimiter, limit));
        }
      }
    }
  }

  private List<String> pages(String prefix, String delimiter, int limit) throws IOException {
    List<String> lines = new ArrayList<>();
    Optional<UploadPage.Marker> next = Optional.of(new UploadPage.Marker("", ""));
    while (next.isPresent()) {
      UploadPage page =
          fixture
              .vault
              .uploads()
              .list(
                  new UploadListRequest(
                      prefix, delimiter, next.get().key(), next.get().uploadId(), limit));
      next = page.next();
      assertTrue(next.isEmpty() || lines(page).size() == limit);
      lines.addAll(lines(page));
    }
    return lines;
  }

  @Test
  void hidesWhatNoVaultBegan() throws IOException {
    begin("a");
    for (String foreign : new String[] {"plain", ".cq/x", "AAAA/BBBB"}) {
      String unused = fixture.store.uploads().create(new StoredName(foreign), StoredMetadata.NONE);
    }
    UploadListRequest all = new UploadListRequest("", "", "", "", 1000);
    assertEquals(expected(all), lines(fixture.vault.uploads().list(all)));
    UploadListRequest deep = new UploadListRequest("a/".repeat(400), "", "", "", 1000);
    assertEquals(List.of(), lines(fixture.vault.uploads().list(deep)));
  }

  @Test
  void reachesBeyondAPageOfTheStore() throws IOException {
    for (int i = 0; i < 1100; i++) {
      begin("d/" + i % 3);
    }
    fixture.calls.reset();
    UploadListRequest all = new UploadListRequest("d/", "/", "", "", 1000);
    assertEquals(expected(all).subList(0, 1000), lines(fixture.vault.uploads().list(all)));
    assertEquals(Map.of(StoreCall.LIST_UPLOADS, 2L), fixture.calls.byCall());
  }

  @Test
  void doesNotFollowAStoreThatDoesNotAdvance() {
    StoredUploadPage.Entry entry = new StoredUploadPage.Entry("x/y", "1", Instant.EPOCH);
    StoredUploadPage.Entry before = new StoredUploadPage.Entry("x/a", "2", Instant.EPOCH);
    StoredUploadPage.Entry outside = new StoredUploadPage.Entry("y/a", "2", Instant.EPOCH);
    for (StoredUploadPage page :
        List.of(
            new StoredUploadPage(List.of(entry), true),
            new StoredUploadPage(List.of(entry, before), false),
            new StoredUploadPage(List.of(outside), false),
            new StoredUploadPage(List.of(), true))) {
      UploadPages store = UploadPages.of(page);
      VaultException refused =
          assertThrows(
              VaultException.class, () -> new StoredUploadWalk(store, "x/").forEach(it -> {}));
      assertEquals(VaultFault.CORRUPT, refused.fault());
    }
  }
}
