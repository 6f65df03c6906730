package com.cipherquay.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The embedded store: one directory with an ordered index and content files, safe against crashes.
 *
 * <p>A write is visible, and durable, from one commit of the index on; before it there is at most a
 * file that nothing refers to, which the next {@link #open} removes. A reader that has opened an
 * object reads it to its end, whatever happens to the object meanwhile.
 *
 * <p>Directory: {@code index.db} (SQLite, with its {@code -wal} and {@code -shm}), {@code content/}
 * and {@code lock}. It must be on a local POSIX file system: the lock and the syncs of network file
 * systems promise less. It holds ciphertext only.
 *
 * <p>Thread-safe for hundreds of threads; the creator closes it. Streams opened before stay
 * readable after, but for objects made of parts: those are found by the index.
 */
public final class LocalStore implements BucketStore {

  private final DirectoryLock lock;
  private final Index index;
  private final Contents contents;
  private final Clock clock;

  private LocalStore(DirectoryLock lock, Index index, Contents contents, Clock clock) {
    this.lock = lock;
    this.index = index;
    this.contents = contents;
    this.clock = clock;
  }

  /** Opens with writes that survive a power failure. */
  public static LocalStore open(Path directory) throws IOException {
    return open(directory, Durability.SYNCED);
  }

  /**
   * Opens the store in a directory, which is created if need be, and removes what a crash may have
   * left behind.
   *
   * @throws StoreException {@code BUSY} if another process has it open, {@code BROKEN} if the index
   *     can not be read, {@code UNSUPPORTED} if a newer version wrote it
   */
  public static LocalStore open(Path directory, Durability durability) throws IOException {
    return open(directory, durability, Clock.systemUTC());
  }

  /** As {@link #open(Path, Durability)}, with the clock by which locks of versions end. */
  static LocalStore open(Path directory, Durability durability, Clock clock) throws IOException {
    create(directory.toAbsolutePath(), durability);
    DirectoryLock lock = DirectoryLock.lock(directory);
    try {
      ContentFiles files = ContentFiles.open(directory, durability);
      Index index = Index.open(directory.resolve("index.db"), durability);
      return recovered(new LocalStore(lock, index, new Contents(index, files), clock));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The name of a new directory is on the disk only after the directory that it is in. */
  private static void create(Path directory, Durability durability) throws IOException {
    Path parent = directory.getParent();
    if (parent == null || Files.isDirectory(directory)) {
      return;
    }
    create(parent, durability);
    Files.createDirectories(directory);
    if (durability == Durability.SYNCED) {
      try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static LocalStore recovered(LocalStore store) throws IOException {
    boolean recovered = false;
    try {
      store.contents.recover();
      recovered = true;
      return store;
    } finally {
      if (!recovered) {
        store.close();
      }
    }
  }

  @Override
  public List<Bucket> buckets() throws StoreException {
    return index.query(IndexQueries::buckets);
  }

  @Override
  public void create(String bucket, boolean locks) throws StoreException {
    Instant now = Instant.now();
    index.commit(
        updates -> {
          updates.buckets().create(bucket, locks, now);
          return bucket;
        });
  }

  @Override
  public void head(String bucket) throws StoreException {
    index.query(queries -> queries.bucket(bucket));
  }

  @Override
  public void delete(String bucket) throws StoreException {
    contents.retire(index.commit(updates -> updates.buckets().delete(bucket)));
  }

  @Override
  public ObjectStore open(String bucket) {
    return new LocalBucket(bucket, index, contents, clock);
  }

  /**
   * What SQLite finds wrong with the index: rows out of order, pages that are lost, and the like.
   */
  @Override
  public List<String> damage() throws StoreException {
    return index.query(IndexQueries::damage);
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      contents.close();
      index.close();
    }
  }
}
