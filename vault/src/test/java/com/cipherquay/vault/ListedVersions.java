package com.cipherquay.vault;

import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.Versioning;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A bucket in memory that keeps versions, with a history for every key. */
final class ListedVersions {

  private static final int PAGES_MAXIMUM = 10_000;

  final VaultFixture fixture = new VaultFixture();

  /**
   * A bucket of these keys; a letter of the history is a write, or a deletion if it is {@code d}.
   */
  static ListedVersions of(Iterable<String> keys, String history) {
    ListedVersions versions = new ListedVersions();
    try {
      versions.fixture.vault.versions().set(Versioning.ENABLED);
      int at = 0;
      for (String key : keys) {
        // The first of a key differs, so that some end deleted and some do not.
        for (int i = at++ % history.length(); i < history.length(); i++) {
          versions.happen(new ObjectKey(key), history.charAt(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  private void happen(ObjectKey key, char event) throws IOException {
    if (event == 'd') {
      fixture.vault.delete(key);
    } else {
      PlaintextBody body = TestBody.of(new byte[event % 7]);
      fixture.vault.put(key, ObjectMetadata.EMPTY, body, WriteCondition.NONE);
    }
  }

  /** All that the store has, in plaintext and in its order. */
  List<VersionPage.ListedVersion> all() throws IOException {
    NameReader names = new NameReader(fixture.paths, new LongAdder());
    VersionWalk walk =
        new VersionWalk(
            fixture.store.versions(),
            new StoredVersionRequest("", false, VersionPosition.FIRST, 1000));
    List<VersionPage.ListedVersion> all = new ArrayList<>();
    for (walk.fill(); !walk.isAtEnd(); walk.fill()) {
      walk.next().entry().flatMap(names::version).ifPresent(all::add);
    }
    return all;
  }

  /** Every page, each beginning where the one before says. */
  List<VersionPage> pages(Vault vault, String prefix, String delimiter, int maxKeys)
      throws IOException {
    List<VersionPage> pages = new ArrayList<>();
    VersionListRequest request =
        new VersionListRequest(prefix, delimiter, "", Optional.empty(), maxKeys);
    while (pages.size() < PAGES_MAXIMUM) {
      VersionPage page = vault.versions().list(request);
      pages.add(page);
      if (page.next().isEmpty()) {
        return pages;
      }
      VersionPage.Marker next = page.next().get();
      request = new VersionListRequest(prefix, delimiter, next.key(), next.versionId(), maxKeys);
    }
    throw new AssertionError("endless listing of " + prefix);
  }
}
