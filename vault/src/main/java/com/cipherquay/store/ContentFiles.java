package com.cipherquay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bodies too large for the index, one file each, in 256 directories by the first byte of their id.
 *
 * <p>A file is written once under an id that is never used again, and becomes part of an object
 * only when the index says so: therefore it needs no temporary name. A file that is open stays
 * readable after it is deleted, as POSIX promises.
 */
final class ContentFiles {

  private final Path directory;
  private final Durability durability;

  /** The directories that are known to exist, at most 256. */
  private final Set<Path> shards = new HashSet<>();

  private ContentFiles(Path directory, Durability durability) {
    this.directory = directory;
    this.durability = durability;
  }

  /** Opens the content files of a store in a directory. */
  static ContentFiles open(Path store, Durability durability) throws IOException {
    Path directory = store.resolve("content");
    Files.createDirectories(directory);
    ContentFiles files = new ContentFiles(directory, durability);
    files.sync(store);
    return files;
  }

  /**
   * Writes a file and, if it is to be durable, waits until it is.
   *
   * @throws StoreException if the file fails
   * @throws IOException unchanged, what the body throws
   */
  void write(String id, StoredBody body) throws IOException {
    createShard(shard(id));
    try (ContentSink sink = ContentSink.open(path(id))) {
      BodyPump.copy(body, sink);
      if (durability == Durability.SYNCED) {
        sink.sync();
      }
    }
    // Without this the name of the file might be gone after a power failure, although its bytes
    // are there.
    sync(shard(id));
  }

  /**
   * Opens a file.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted
   */
  InputStream open(String id, ByteSpan span) throws IOException {
    return ContentStream.open(path(id), span);
  }

  /** Deletes a file, if it is there. */
  void delete(String id) throws IOException {
    Files.deleteIfExists(path(id));
  }

  /** Makes deletions durable. */
  void syncDeletions(Collection<String> ids) throws IOException {
    Set<Path> directories =
        ids.stream().map(this::shard).filter(Files::isDirectory).collect(Collectors.toSet());
    for (Path changed : directories) {
      sync(changed);
    }
  }

  private void createShard(Path shard) throws StoreException {
    synchronized (shards) {
      if (!shards.contains(shard)) {
        try {
          Files.createDirectories(shard);
        } catch (IOException e) {
          throw new StoreException(StoreFault.UNAVAILABLE, "can not create " + shard, e);
        }
        sync(directory);
        shards.add(shard);
      }
    }
  }

  private Path shard(String id) {
    return directory.resolve(id.substring(0, 2));
  }

  private Path path(String id) {
    return shard(id).resolve(id);
  }

  private void sync(Path changed) throws StoreException {
    if (durability == Durability.BUFFERED) {
      return;
    }
    try (FileChannel channel = FileChannel.open(changed, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new StoreException(StoreFault.UNAVAILABLE, "can not sync " + changed, e);
    }
  }
}
