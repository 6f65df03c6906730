package com.cipherquay.vault;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A directory while its lines are read. Used by one thread. */
final class DirectoryLease implements Closeable {

  private final SortedDirectories owner;
  private final CachedDirectory cached;
  private final DirectoryReader reader;
  private final Directory directory;
  private final List<String> written;

  /**
   * @param written the stored names in it that were written since it was read
   */
  DirectoryLease(
      SortedDirectories owner,
      CachedDirectory cached,
      DirectoryReader reader,
      Directory directory,
      List<String> written) {
    this.owner = owner;
    this.cached = cached;
    this.reader = reader;
    this.directory = directory;
    this.written = written;
  }

  /** The lines whose names are not less than these bytes. */
  LineCursor from(byte[] bound) throws IOException {
    LineCursor lines = cached.await().lines().from(bound);
    return written.isEmpty()
        ? lines
        : PatchedCursor.over(
            lines,
            reader.named(directory, written, bound),
            storedName -> reader.look(directory, storedName));
  }

  @Override
  public void close() {
    owner.giveBack(cached);
  }
}
