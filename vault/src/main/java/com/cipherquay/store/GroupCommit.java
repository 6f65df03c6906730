package com.cipherquay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one writer of the index. Changes that come while a commit waits for the disk are gathered and
 * share the next commit, so that many threads do not wait for the disk one after the other.
 */
final class GroupCommit implements AutoCloseable {

  /**
   * A change to the index. If it throws {@link StoreException} it has changed nothing, and only it
   * fails; a failure of the database fails every change of the transaction.
   */
  @FunctionalInterface
  interface Change<T> {
    T apply(IndexUpdates updates) throws SQLException, StoreException;
  }

  /** Opens a connection for writing, with a transaction begun. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException, StoreException;
  }

  /** How a change ended, told to its caller after the transaction has ended. */
  private record Outcome<T>(Optional<T> result, Optional<StoreException> refusal) {}

  private static final class Ticket<T> {

    private final Change<T> change;
    private Optional<Outcome<T>> attempt = Optional.empty();
    private boolean done;

    private Ticket(Change<T> change) {
      this.change = change;
    }

    private void attempt(IndexUpdates updates) throws SQLException {
      try {
        attempt = Optional.of(new Outcome<>(Optional.of(change.apply(updates)), Optional.empty()));
      } catch (StoreException e) {
        attempt = Optional.of(new Outcome<>(Optional.empty(), Optional.of(e)));
      }
    }

    private void fail(Exception cause) {
      attempt = Optional.of(new Outcome<>(Optional.empty(), Optional.of(fault(cause))));
    }

    private static StoreException fault(Exception cause) {
      if (cause instanceof StoreException fault) {
        return fault;
      }
      return cause instanceof SQLException sql
          ? IndexDatabase.fault(sql)
          : new StoreException(StoreFault.UNAVAILABLE, "a change to the index failed", cause);
    }

    private T result() throws StoreException {
      if (attempt.isEmpty()) {
        throw new StoreException(StoreFault.UNAVAILABLE, "a change to the index was cut off");
      }
      Outcome<T> outcome = attempt.get();
      if (outcome.refusal().isPresent()) {
        throw outcome.refusal().get();
      }
      return outcome.result().orElseThrow();
    }
  }

  /** Bounds the memory of a transaction. */
  private static final int MAX_CHANGES = 256;

  private final Opener opener;
  private final long nanos;
  private Connection connection;
  private IndexUpdates updates;

  /** Whether the connection may have no transaction, or statements that are no use any more. */
  private boolean worn;

  private final Queue<Ticket<?>> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  private GroupCommit(Opener opener, long nanos, Connection connection, IndexUpdates updates) {
    this.opener = opener;
    this.nanos = nanos;
    this.connection = connection;
    this.updates = updates;
  }

  /**
   * Opens a connection, which is closed with what is returned.
   *
   * @param share for how long changes join a transaction after it has begun; what comes later waits
   *     for the next one, so that nobody waits for many long changes
   */
  static GroupCommit open(Opener opener, Duration share) throws SQLException, StoreException {
    Connection connection = opener.open();
    return new GroupCommit(opener, share.toNanos(), connection, new IndexUpdates(connection));
  }

  /**
   * Applies a change, and returns when it is as durable as the index promises.
   *
   * @throws StoreException what the change throws, or that the index failed
   */
  <T> T commit(Change<T> change) throws StoreException {
    Ticket<T> ticket = new Ticket<>(change);
    queue.add(ticket);
    turn.lock();
    try {
      // Whoever had the turn before may have committed this change together with its own.
      while (!ticket.done) {
        commitNext();
      }
    } finally {
      turn.unlock();
    }
    return ticket.result();
  }

  private void commitNext() {
    List<Ticket<?>> batch = new ArrayList<>();
    boolean settled = false;
    long start = System.nanoTime();
    Ticket<?> next;
    try {
      while (batch.size() < MAX_CHANGES
          && (batch.isEmpty() || System.nanoTime() - start < nanos)
          && (next = queue.poll()) != null) {
        batch.add(next);
        renewIfWorn();
        next.attempt(updates);
      }
      connection.commit();
      settled = true;
    } catch (SQLException | StoreException | RuntimeException e) {
      rollBack(e);
      batch.forEach(ticket -> ticket.fail(e));
      settled = true;
    } finally {
      end(batch, settled);
    }
  }

  /**
   * Ends the changes; after an error, which goes on to the caller, none of them has happened. That
   * error may be the lack of memory, so the changes are ended before anything that needs some.
   */
  private void end(List<Ticket<?>> batch, boolean settled) {
    for (Ticket<?> ticket : batch) {
      if (!settled) {
        ticket.attempt = Optional.empty();
      }
      ticket.done = true;
    }
    if (!settled) {
      rollBack(new IllegalStateException("an error cut off the commit"));
    }
  }

  /**
   * When the disk fails SQLite ends the transaction by itself. The driver does not know, begins no
   * other, and from then on every statement would be a commit of its own.
   */
  private void renewIfWorn() throws SQLException, StoreException {
    if (!worn) {
      return;
    }
    updates.close();
    connection = opener.open();
    updates = new IndexUpdates(connection);
    worn = false;
  }

  private void rollBack(Exception cause) {
    worn = true;
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    turn.lock();
    try {
      updates.close();
    } finally {
      turn.unlock();
    }
  }
}
