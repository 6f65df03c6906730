package com.cipherquay.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content files that may exist without an object, so that none leaks in a crash.
 *
 * <p>An id stands in the index's table {@code pending} before its file is created; the commit that
 * makes the file part of an object takes it out, and the commit that replaces or deletes the object
 * puts it back. Ids are reserved by the dozen, so a write needs no commit of its own for this.
 */
final class PendingFiles {

  private static final Logger LOG = LoggerFactory.getLogger(PendingFiles.class);

  private static final int RESERVED_AT_ONCE = 64;

  /** Deleted files share the sync of their directories; until then they stay noted. */
  private static final int FORGOTTEN_AT_ONCE = 1000;

  private final Index index;
  private final ContentFiles files;
  private final Queue<String> reserved = new ConcurrentLinkedQueue<>();
  private final List<String> deleted = new ArrayList<>();

  PendingFiles(Index index, ContentFiles files) {
    this.index = index;
    this.files = files;
  }

  /** Deletes what a crash has left behind; to be called before anything is written. */
  void recover() throws IOException {
    List<String> left = index.query(IndexQueries::pending);
    for (String id : left) {
      files.delete(id);
    }
    forget(left);
  }

  /** Returns an id for a new content file. */
  String reserve() throws StoreException {
    Optional<String> id = Optional.ofNullable(reserved.poll());
    return id.isPresent() ? id.get() : reserveMore();
  }

  private synchronized String reserveMore() throws StoreException {
    // Another thread may have reserved more while this one waited.
    Optional<String> id = Optional.ofNullable(reserved.poll());
    if (id.isPresent()) {
      return id.get();
    }
    List<String> ids = Stream.generate(RandomId::next).limit(RESERVED_AT_ONCE).toList();
    index.commit(
        updates -> {
          updates.contents().addPending(ids);
          return ids;
        });
    reserved.addAll(ids.subList(1, ids.size()));
    return ids.get(0);
  }

  /** Deletes a file that never became part of an object. */
  void discard(String id) {
    try {
      files.delete(id);
      // No reader can have learnt this id, so it may serve again.
      reserved.add(id);
    } catch (IOException e) {
      LOG.warn("can not delete a content file, will try again at the next start", e);
    }
  }

  /** Deletes files whose objects were replaced or deleted. */
  void retire(List<String> ids) {
    try {
      for (String id : ids) {
        files.delete(id);
      }
      forgetLater(ids);
    } catch (IOException e) {
      LOG.warn("can not delete a content file, will try again at the next start", e);
    }
  }

  private void forgetLater(List<String> ids) throws IOException {
    List<String> batch = List.of();
    synchronized (deleted) {
      deleted.addAll(ids);
      if (deleted.size() >= FORGOTTEN_AT_ONCE) {
        batch = List.copyOf(deleted);
        deleted.clear();
      }
    }
    forget(batch);
  }

  private void forget(List<String> ids) throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    // In this order: after a power failure a deleted file may be back, and must then be known.
    files.syncDeletions(ids);
    index.commit(
        updates -> {
          updates.contents().removePending(ids);
          return ids;
        });
  }
}
