package com.cipherquay.proxy.access;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is written down in a file, as it was there at most some seconds ago. While the
 * file can not be read it stays what it was. Thread-safe.
 *
 * @param <T> a value; as long as it is equal it is the same object
 */
public final class RecentValue<T> implements Supplier<T> {

  private static final Logger LOG = LoggerFactory.getLogger(RecentValue.class);

  /** Reads the value. */
  @FunctionalInterface
  public interface Source<T> {
    T read() throws IOException;
  }

  private final Source<T> source;
  private final BinaryOperator<T> merge;
  private final long refreshNanos;
  private T known;
  private long readAt;

  /**
   * Reads a value for the first time.
   *
   * @param refresh how old it can be
   * @param merge makes one of what was known and what was read
   * @throws IOException if it can not be read
   */
  public RecentValue(Source<T> source, Duration refresh, BinaryOperator<T> merge)
      throws IOException {
    this.source = source;
    this.merge = merge;
    this.refreshNanos = refresh.toNanos();
    this.readAt = System.nanoTime();
    this.known = source.read();
  }

  @Override
  public synchronized T get() {
    long now = System.nanoTime();
    if (now - readAt >= refreshNanos) {
      readAt = now;
      try {
        T next = merge.apply(known, source.read());
        known = next.equals(known) ? known : next;
      } catch (IOException e) {
        LOG.error("key grants stay as they were: their file can not be read", e);
      }
    }
    return known;
  }
}
