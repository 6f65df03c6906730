package com.cipherquay.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** What the local store knows of buckets and objects: one writer and a few readers of SQLite. */
final class Index implements AutoCloseable {

  /** A question to the index. */
  @FunctionalInterface
  interface Query<T> {
    T ask(IndexQueries queries) throws SQLException, StoreException;
  }

  /** A query takes microseconds, so a few connections serve some hundred threads. */
  private static final int READERS = Math.max(4, Runtime.getRuntime().availableProcessors());

  /** Some times what a commit waits for the disk. */
  private static final Duration SHARE = Duration.ofMillis(20);

  private final GroupCommit writer;
  private final Deque<IndexQueries> readers;
  private final Semaphore free = new Semaphore(READERS, true);

  private Index(GroupCommit writer, Deque<IndexQueries> readers) {
    this.writer = writer;
    this.readers = readers;
  }

  static Index open(Path file, Durability durability) throws StoreException {
    IndexDatabase database = new IndexDatabase(file, durability);
    try {
      GroupCommit writer = GroupCommit.open(database::openWriter, SHARE);
      Deque<IndexQueries> readers = new ArrayDeque<>();
      for (int i = 0; i < READERS; i++) {
        readers.push(new IndexQueries(database.openReader()));
      }
      return new Index(writer, readers);
    } catch (SQLException e) {
      throw IndexDatabase.fault(e);
    }
  }

  /** Asks; sees everything committed before. */
  <T> T query(Query<T> query) throws StoreException {
    free.acquireUninterruptibly();
    try {
      IndexQueries reader = take();
      try {
        return query.ask(reader);
      } catch (SQLException e) {
        throw IndexDatabase.fault(e);
      } finally {
        giveBack(reader);
      }
    } finally {
      free.release();
    }
  }

  <T> T commit(GroupCommit.Change<T> change) throws StoreException {
    return writer.commit(change);
  }

  private synchronized IndexQueries take() throws StoreException {
    IndexQueries reader = readers.poll();
    if (reader == null) {
      throw new StoreException(StoreFault.UNAVAILABLE, "the store is closed");
    }
    return reader;
  }

  private synchronized void giveBack(IndexQueries reader) {
    readers.push(reader);
  }

  /** Waits for the queries and the commit in progress. */
  @Override
  public void close() throws IOException {
    free.acquireUninterruptibly(READERS);
    try {
      for (IndexQueries reader = readers.poll(); reader != null; reader = readers.poll()) {
        reader.close();
      }
      writer.close();
    } catch (SQLException e) {
      throw IndexDatabase.fault(e);
    } finally {
      free.release(READERS);
    }
  }
}
