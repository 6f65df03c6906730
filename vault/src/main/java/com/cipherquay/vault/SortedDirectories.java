package com.cipherquay.vault;

import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The directories that sorted listings read, of all buckets together, remembered for a while: so a
 * page of a listing does not cost the reading that the page before it cost. Bounded in memory, on
 * disk and in time. Thread-safe; a directory is read once for all who want it at a time.
 *
 * <p>What this process writes shows in the next listing. A directory that took one call to the
 * store is read again after it was written to; one that took more is kept for as many writes, and
 * what was written is asked for where it comes up. So a write costs listings no more than two
 * calls, however large the directory is.
 */
final class SortedDirectories {

  private static final long IDLE_SECONDS = 60;
  private static final long MOST_FILE_BYTES = 2L << 30;
  private static final long LEAST_HEAP_BYTES = 4L << 20;

  /** A directory that takes long to read is remembered for as many times as long. */
  private static final int WORTH = 10;

  private record Place(String bucket, String stored) {}

  private final Clock clock;
  private final long remembered;
  private final long heapMaximum;
  private final DirectoryReader.Sorting sorting;
  private final Executor later = CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS);
  // By last use.
  private final Map<Place, CachedDirectory> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long heapBytes;
  private long fileBytes;
  private long hits;
  private long misses;
  private boolean sweeping;

  private SortedDirectories(Clock clock, ListingSettings settings, long heapMaximum) {
    this.clock = clock;
    this.remembered = settings.remembered().toMillis();
    this.heapMaximum = heapMaximum;
    this.sorting =
        new DirectoryReader.Sorting(new SpillFolder(settings.folder()), SortMemory.of(heapMaximum));
  }

  /** With a sixteenth of the heap for what is remembered, and one for what is being sorted. */
  static SortedDirectories of(Clock clock, ListingSettings settings) {
    long part = Runtime.getRuntime().maxMemory() / 16;
    return of(clock, settings, Math.max(LEAST_HEAP_BYTES, part));
  }

  /**
   * @param heapMaximum bytes for what is remembered, and as many for what is being sorted
   */
  static SortedDirectories of(Clock clock, ListingSettings settings, long heapMaximum) {
    return new SortedDirectories(clock, settings, heapMaximum);
  }

  DirectoryReader.Sorting sorting() {
    return sorting;
  }

  long now() {
    return clock.millis();
  }

  synchronized CacheLookups lookups() {
    return new CacheLookups(hits, misses);
  }

  /**
   * A directory as it was after the listing began, or shortly before.
   *
   * @param deep as for {@link DirectoryReader#read}
   * @param since when the listing began, in milliseconds since 1970
   * @return to be closed
   */
  DirectoryLease open(DirectoryReader reader, Directory directory, boolean deep, long since)
      throws IOException {
    Place place = new Place(reader.bucket(), directory.stored());
    while (true) {
      CachedDirectory cached;
      boolean first;
      boolean clean;
      synchronized (this) {
        Optional<CachedDirectory> known = recent(place, since);
        first = known.isEmpty();
        cached = known.orElseGet(() -> begin(place));
        clean = !cached.isWritten();
        cached.lease(System.nanoTime());
      }
      if (first) {
        read(place, cached, reader, directory, deep);
      }
      // What was read as a whole can not be patched: then only those may have it who asked before
      // something was written.
      if (!content(cached).whole()) {
        return new DirectoryLease(this, cached, reader, directory, written(cached));
      }
      if (first || clean) {
        return new DirectoryLease(this, cached, reader, directory, List.of());
      }
      giveBack(cached);
    }
  }

  private Optional<CachedDirectory> recent(Place place, long since) {
    long now = clock.millis();
    CachedDirectory known = kept.get(place);
    if (known != null) {
      long age = Math.min(since, now) - known.began();
      // A clock that was set back by an hour would make an hour of it.
      boolean setBack = known.isRead() && now < known.began();
      if (!setBack && age <= Math.max(remembered, WORTH * known.took(now))) {
        hits++;
        return Optional.of(known);
      }
      drop(known);
      kept.remove(place);
    }
    misses++;
    return Optional.empty();
  }

  private CachedDirectory begin(Place place) {
    CachedDirectory begun = new CachedDirectory(clock.millis());
    kept.put(place, begun);
    return begun;
  }

  private void read(
      Place place,
      CachedDirectory cached,
      DirectoryReader reader,
      Directory directory,
      boolean deep)
      throws IOException {
    try {
      settle(place, cached, reader.read(directory, deep));
    } catch (IOException | RuntimeException | Error e) {
      synchronized (this) {
        cached.fail(e);
        kept.remove(place, cached);
      }
      throw e;
    }
  }

  private synchronized void settle(Place place, CachedDirectory cached, SortedDirectory read) {
    cached.complete(read, clock.millis());
    if (!cached.isKept()) {
      return;
    }
    heapBytes += cached.heapBytes();
    fileBytes += cached.fileBytes();
    if (cached.isOutdated()) {
      drop(cached);
      kept.remove(place);
    }
    Iterator<CachedDirectory> oldest = kept.values().iterator();
    while ((heapBytes > heapMaximum || fileBytes > MOST_FILE_BYTES) && oldest.hasNext()) {
      CachedDirectory next = oldest.next();
      // The newest stays, however large: its listing goes on.
      if (next.isRead() && next != cached) {
        drop(next);
        oldest.remove();
      }
    }
    sweepLater();
  }

  private SortedDirectory content(CachedDirectory cached) throws IOException {
    try {
      return cached.await();
    } catch (IOException | RuntimeException e) {
      giveBack(cached);
      throw e;
    }
  }

  private synchronized List<String> written(CachedDirectory cached) {
    return cached.written();
  }

  synchronized void giveBack(CachedDirectory cached) {
    cached.giveBack();
  }

  /** The caller removes it from what is kept. */
  private void drop(CachedDirectory cached) {
    if (cached.isRead()) {
      heapBytes -= cached.heapBytes();
      fileBytes -= cached.fileBytes();
    }
    cached.drop();
  }

  /**
   * Notes that an object was written or deleted.
   *
   * @param storedName its stored name
   */
  synchronized void wrote(String bucket, String storedName) {
    if (kept.isEmpty() || NameReader.isReserved(storedName)) {
      return;
    }
    int start = 0;
    while (start <= storedName.length()) {
      int slash = storedName.indexOf('/', start);
      int end = slash < 0 ? storedName.length() : slash + 1;
      Place place = new Place(bucket, storedName.substring(0, start));
      CachedDirectory cached = kept.get(place);
      if (cached != null) {
        cached.wrote(storedName.substring(start, end));
        if (cached.isOutdated()) {
          drop(cached);
          kept.remove(place);
        }
      }
      start = slash < 0 ? storedName.length() + 1 : end;
    }
  }

  /** Notes that a bucket is another one now, or none. */
  synchronized void forget(String bucket) {
    dropIf(entry -> entry.getKey().bucket().equals(bucket));
  }

  private void dropIf(Predicate<Map.Entry<Place, CachedDirectory>> condition) {
    Iterator<Map.Entry<Place, CachedDirectory>> entries = kept.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Place, CachedDirectory> entry = entries.next();
      if (condition.test(entry)) {
        drop(entry.getValue());
        entries.remove();
      }
    }
  }

  private void sweepLater() {
    if (!sweeping && !kept.isEmpty()) {
      sweeping = true;
      later.execute(this::sweep);
    }
  }

  /** Drops what nobody used for a while. */
  private synchronized void sweep() {
    sweeping = false;
    long before = System.nanoTime() - TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
    dropIf(entry -> entry.getValue().isRead() && entry.getValue().used() - before < 0);
    sweepLater();
  }
}
