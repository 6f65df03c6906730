package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.Versioning;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a page of versions costs, hides and refuses. */
final class VersionListingTest {

  private final ListedVersions bucket =
      ListedVersions.of(List.of("a", "b/1", "b/2", "b/c/1", "d"), "aad");

  private VersionPage page(String prefix, String delimiter, String keyMarker, int maxKeys)
      throws IOException {
    return bucket
        .fixture
        .vault
        .versions()
        .list(new VersionListRequest(prefix, delimiter, keyMarker, Optional.empty(), maxKeys));
  }

  @Test
  void aPageCostsOneCall() throws IOException {
    for (String prefix : List.of("", "b/")) {
      for (String delimiter : List.of("", "/")) {
        bucket.fixture.calls.reset();
        VersionPage page = page(prefix, delimiter, "", 2);
        assertTrue(page.next().isPresent());
        assertEquals(Map.of(StoreCall.LIST_VERSIONS, 1L), bucket.fixture.calls.byCall());
        bucket.fixture.calls.reset();
        VersionPage.Marker next = page.next().get();
        if (next.versionId().isPresent() && !next.key().contains("/")) {
          bucket
              .fixture
              .vault
              .versions()
              .list(new VersionListRequest(prefix, delimiter, next.key(), next.versionId(), 2));
          assertEquals(Map.of(StoreCall.LIST_VERSIONS, 1L), bucket.fixture.calls.byCall());
        }
      }
    }
  }

  @Test
  void deleteMarkersHaveNoSizeThatCouldBeWrong() throws IOException {
    List<VersionPage.ListedVersion> markers =
        page("", "", "", 1000).versions().stream()
            .filter(VersionPage.ListedVersion::marker)
            .toList();
    assertEquals(5, markers.size());
    for (VersionPage.ListedVersion marker : markers) {
      assertEquals("", marker.etag());
      assertEquals(0, marker.length());
      assertTrue(marker.latest());
    }
  }

  @Test
  void nothingIsAfterAMarkerBehindThePrefix() throws IOException {
    assertEquals(List.of(), page("b/", "", "c", 1000).versions());
    assertEquals(page("b/", "", "", 1000), page("b/", "", "a", 1000));
  }

  @Test
  void aKeyWithoutAVersionPassesAllItsVersions() throws IOException {
    List<VersionPage.ListedVersion> all = page("", "", "", 1000).versions();
    String first = all.get(0).key().value();
    assertEquals(
        all.stream().filter(it -> !it.key().value().equals(first)).toList(),
        page("", "", first, 1000).versions());
  }

  @Test
  void aPageOfNothingAsksOnlyForTheBucket() throws IOException {
    bucket.fixture.calls.reset();
    assertEquals(List.of(), page("", "", "", 0).versions());
    assertEquals(Optional.empty(), page("", "", "", 0).next());
    assertEquals(2, bucket.fixture.calls.of(StoreCall.LIST_VERSIONS));
    Vaults nowhere = new CopyFixture().vaults(FixedKeyset.create());
    StoreException missing =
        assertThrows(
            StoreException.class,
            () ->
                nowhere
                    .open("nowhere")
                    .versions()
                    .list(new VersionListRequest("", "", "", Optional.empty(), 0)));
    assertEquals(StoreFault.NO_SUCH_BUCKET, missing.fault());
  }

  /** A store whose pages are altered. */
  private record Altered(VersionStore versions, UnaryOperator<StoredVersionPage> alteration)
      implements VersionStore {

    @Override
    public Versioning versioning() throws IOException {
      return versions.versioning();
    }

    @Override
    public void setVersioning(Versioning versioning) throws IOException {
      versions.setVersioning(versioning);
    }

    @Override
    public StoredVersionPage list(StoredVersionRequest request) throws IOException {
      return alteration.apply(versions.list(request));
    }
  }

  private Vault lying(UnaryOperator<StoredVersionPage> alteration) {
    LyingStore lying = new LyingStore(bucket.fixture.store);
    lying.onVersions = versions -> new Altered(versions, alteration);
    return bucket.fixture.over(lying);
  }

  private static StoredVersionPage with(
      StoredVersionPage page, StoredVersionPage.Entry entry, boolean truncated) {
    List<StoredVersionPage.Entry> entries = new ArrayList<>(page.entries());
    entries.add(entry);
    return new StoredVersionPage(entries, page.commonPrefixes(), truncated);
  }

  private static StoredVersionPage.Entry entry(String name, boolean marker, long size) {
    return new StoredVersionPage.Entry(
        name, "x", true, marker, "e", size, Instant.EPOCH, StorageClass.STANDARD);
  }

  @Test
  void hidesWhatThisVaultDidNotWrite() throws IOException {
    String name = bucket.fixture.paths.storedName(new ObjectKey("a")).value();
    for (StoredVersionPage.Entry odd :
        List.of(
            entry("foreign", false, 304),
            entry("foreign", true, 0),
            entry(".cq/uploads/x", false, 304),
            entry(name, false, 303))) {
      List<VersionPage> pages =
          bucket.pages(lying(page -> with(page, odd, page.truncated())), "", "", 1000);
      assertEquals(1, pages.size());
      assertEquals(bucket.all(), pages.get(0).versions(), odd.name());
    }
  }

  @Test
  void refusesPagesThatLeadNowhere() throws IOException {
    StoredVersionPage first =
        bucket
            .fixture
            .store
            .versions()
            .list(new StoredVersionRequest("", false, VersionPosition.FIRST, 2));
    List<UnaryOperator<StoredVersionPage>> lies =
        List.of(
            page -> first,
            page -> new StoredVersionPage(List.of(), List.of(), true),
            page -> with(page, page.entries().get(0), true));
    for (UnaryOperator<StoredVersionPage> lie : lies) {
      VaultException refused =
          assertThrows(VaultException.class, () -> bucket.pages(lying(lie), "ab", "", 2));
      assertEquals(VaultFault.CORRUPT, refused.fault());
    }
    Vault rolling = lying(page -> new StoredVersionPage(page.entries(), List.of("x/"), false));
    for (VaultException outside :
        List.of(
            assertThrows(
                VaultException.class, () -> bucket.pages(lying(page -> first), "b/", "/", 1000)),
            assertThrows(VaultException.class, () -> bucket.pages(rolling, "", "", 1000)))) {
      assertEquals(VaultFault.CORRUPT, outside.fault());
    }
  }
}
