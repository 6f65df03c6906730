package com.cipherquay.vault;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is remembered, or is being read. Guarded by the {@link SortedDirectories} in
 * which it is, except for {@link #await}.
 */
final class CachedDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(CachedDirectory.class);

  private static final int OVERHEAD = 500;

  private final CompletableFuture<SortedDirectory> content = new CompletableFuture<>();
  private final long began;
  // Stored names in the directory.
  private final Set<String> written = new HashSet<>();
  private long took;
  private long used;
  private long heapBytes;
  private int leases;
  private boolean kept = true;

  /**
   * A directory that is about to be read.
   *
   * @param began now, in milliseconds since 1970
   */
  CachedDirectory(long began) {
    this.began = began;
  }

  long began() {
    return began;
  }

  /** How long reading it took, in milliseconds, or is taking already. */
  long took(long now) {
    return isRead() ? took : now - began;
  }

  boolean isRead() {
    return content.isDone();
  }

  void complete(SortedDirectory directory, long now) {
    took = now - began;
    heapBytes = directory.lines().heapBytes() + OVERHEAD;
    content.complete(directory);
  }

  void fail(Throwable reason) {
    content.completeExceptionally(reason);
  }

  /** The content, once it is there; fails as reading it failed. */
  SortedDirectory await() throws IOException {
    try {
      return content.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw e;
    }
  }

  long heapBytes() {
    return heapBytes;
  }

  long fileBytes() {
    return content.join().lines().fileBytes();
  }

  /** Notes a stored name in the directory that was written after it began to be read. */
  void wrote(String storedName) {
    written.add(storedName);
  }

  boolean isWritten() {
    return !written.isEmpty();
  }

  List<String> written() {
    return List.copyOf(written);
  }

  /**
   * Whether reading it again is the only way, or costs no more than asking for what was written.
   */
  boolean isOutdated() {
    if (!isRead() || written.isEmpty()) {
      return false;
    }
    SortedDirectory read = content.join();
    return read.whole() || written.size() >= read.calls();
  }

  void lease(long nanos) {
    leases++;
    used = nanos;
  }

  /** When it was last leased. */
  long used() {
    return used;
  }

  void giveBack() {
    leases--;
    closeIfUnused();
  }

  boolean isKept() {
    return kept;
  }

  void drop() {
    kept = false;
    closeIfUnused();
  }

  private void closeIfUnused() {
    if (kept || leases > 0 || !isRead() || content.isCompletedExceptionally()) {
      return;
    }
    try {
      content.join().lines().close();
    } catch (IOException e) {
      // Whoever lets go of it last has nothing to do with it.
      LOG.warn("a temporary file of a listing does not close", e);
    }
  }
}
