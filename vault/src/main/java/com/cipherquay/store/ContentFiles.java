package com.cipherquay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HexFormat;
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

  private ContentFiles(Path directory, Durability durability) {
    this.directory = directory;
    this.durability = durability;
  }

  static ContentFiles open(Path directory, Durability durability) throws IOException {
    ContentFiles files = new ContentFiles(directory, durability);
    for (int i = 0; i < 256; i++) {
      Files.createDirectories(directory.resolve(HexFormat.of().toHexDigits((byte) i)));
    }
    files.sync(directory);
    return files;
  }

  /** Writes a file and, if it is to be durable, waits until it is. */
  void write(String id, StoredBody body) throws IOException {
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
    Set<Path> directories = ids.stream().map(this::shard).collect(Collectors.toSet());
    for (Path changed : directories) {
      sync(changed);
    }
  }

  private Path shard(String id) {
    return directory.resolve(id.substring(0, 2));
  }

  private Path path(String id) {
    return shard(id).resolve(id);
  }

  private void sync(Path changed) throws IOException {
    if (durability == Durability.SYNCED) {
      try (FileChannel channel = FileChannel.open(changed, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
