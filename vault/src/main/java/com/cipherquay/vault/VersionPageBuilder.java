package com.cipherquay.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects one page of versions. Used by one thread. */
final class VersionPageBuilder {

  private final int maximum;
  private final List<VersionPage.ListedVersion> versions = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private Optional<VersionPage.Marker> last = Optional.empty();

  VersionPageBuilder(int maximum) {
    this.maximum = maximum;
  }

  void add(VersionPage.ListedVersion version) {
    versions.add(version);
    last =
        Optional.of(
            new VersionPage.Marker(version.key().value(), Optional.of(version.versionId())));
  }

  void addPrefix(String prefix) {
    prefixes.add(prefix);
    last = Optional.of(new VersionPage.Marker(prefix, Optional.empty()));
  }

  boolean isEmpty() {
    return last.isEmpty();
  }

  /** How many more lines the page can take. */
  int room() {
    return maximum - versions.size() - prefixes.size();
  }

  /** The last page. */
  VersionPage complete() {
    return new VersionPage(versions, prefixes, Optional.empty());
  }

  /** A page that more follow; not an empty one. */
  VersionPage truncated() {
    return new VersionPage(versions, prefixes, last);
  }
}
