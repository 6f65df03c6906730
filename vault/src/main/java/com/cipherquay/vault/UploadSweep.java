package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what uploads have left beside themselves: those that ended while their process was killed,
 * or that the store ended by itself. Used by one thread, once.
 */
final class UploadSweep {

  /** How many folders are looked for among the uploads in progress at once. */
  private static final int BATCH = 1000;

  /** What is done with the folder of an upload that is over. */
  @FunctionalInterface
  interface Leftovers {
    void folder(String prefix) throws IOException;
  }

  private final ObjectStore store;
  private final Instant before;
  private final Leftovers leftovers;
  private final Set<String> old = new HashSet<>();
  private String folder = "";
  private Instant newest = Instant.MIN;
  private int found;

  /**
   * A sweep.
   *
   * @param before only what was written before this is found
   * @param leftovers takes it
   */
  UploadSweep(ObjectStore store, Instant before, Leftovers leftovers) {
    this.store = store;
    this.before = before;
    this.leftovers = leftovers;
  }

  /** Sweeps, and returns of how many uploads something was found. */
  int run() throws IOException {
    StoredWalk walk =
        new StoredWalk(
            store, new StoredPageRequest(UploadFolder.ALL, false, "", StoredPageRequest.MAX_LIMIT));
    for (walk.fill(); !walk.isAtEnd(); walk.fill()) {
      Optional<StoredEntry> entry = walk.next().entry();
      if (entry.isPresent()) {
        consider(entry.get());
      }
    }
    endFolder();
    endOld();
    return found;
  }

  private void consider(StoredEntry entry) throws IOException {
    int slash = entry.name().indexOf('/', UploadFolder.ALL.length());
    if (slash < 0) {
      // No folder of an upload: not written by any vault.
      return;
    }
    String prefix = entry.name().substring(0, slash + 1);
    if (!prefix.equals(folder)) {
      endFolder();
      folder = prefix;
    }
    if (entry.lastModified().isAfter(newest)) {
      newest = entry.lastModified();
    }
  }

  private void endFolder() throws IOException {
    if (!folder.isEmpty() && newest.isBefore(before)) {
      old.add(folder);
    }
    folder = "";
    newest = Instant.MIN;
    if (old.size() == BATCH) {
      endOld();
    }
  }

  private void endOld() throws IOException {
    if (old.isEmpty()) {
      return;
    }
    new StoredUploadWalk(store.uploads(), "")
        .forEach(entry -> old.remove(UploadFolder.of(entry.id()).prefix()));
    for (String ended : old) {
      leftovers.folder(ended);
      found++;
    }
    old.clear();
  }
}
