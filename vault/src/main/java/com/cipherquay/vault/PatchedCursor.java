package com.cipherquay.vault;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Walks the lines of a run, with those that were written since it was read as the store has them
 * now. The store is asked for such a line when it comes up.
 */
final class PatchedCursor implements LineCursor {

  /** Asks the store for one line. */
  @FunctionalInterface
  interface Store {
    Optional<SortedLine> look(String storedName) throws IOException;
  }

  private final LineCursor lines;
  private final Store store;
  // By plaintext name; the stored names of what was written.
  private final NavigableMap<byte[], String> written;
  private final Deque<SortedLine> fresh = new ArrayDeque<>();

  private PatchedCursor(LineCursor lines, NavigableMap<byte[], String> written, Store store) {
    this.lines = lines;
    this.written = written;
    this.store = store;
  }

  /**
   * Stands at the first line that still is there.
   *
   * @param written what was written at or after the line at which the other cursor stands; used up
   */
  static LineCursor over(LineCursor lines, NavigableMap<byte[], String> written, Store store)
      throws IOException {
    PatchedCursor cursor = new PatchedCursor(lines, written, store);
    cursor.fill();
    return cursor;
  }

  /** Puts what comes before the next line of the run, or in its place, before it. */
  private void fill() throws IOException {
    while (fresh.isEmpty() && !written.isEmpty()) {
      byte[] name = written.firstKey();
      int order = lines.isAtEnd() ? 1 : lines.line().compareName(name);
      if (order < 0) {
        return;
      }
      if (order == 0) {
        lines.advance();
      }
      String stored = written.remove(name);
      if (stored != null) {
        store.look(stored).ifPresent(fresh::add);
      }
    }
  }

  @Override
  public boolean isAtEnd() {
    return fresh.isEmpty() && lines.isAtEnd();
  }

  @Override
  public SortedLine line() {
    return fresh.isEmpty() ? lines.line() : fresh.element();
  }

  @Override
  public void advance() throws IOException {
    if (fresh.isEmpty()) {
      lines.advance();
    } else {
      fresh.remove();
    }
    fill();
  }
}
