package com.cipherquay.proxy.access;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.Revocations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which grants are revoked, as it was written down at most some seconds ago, or at any time since
 * the start. While that can not be read every grant counts as revoked. Thread-safe.
 */
public final class RevocationWatch implements Predicate<Grant> {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationWatch.class);

  /** Reads what is revoked. */
  @FunctionalInterface
  public interface Source {
    Revocations read() throws IOException;
  }

  private final Source source;
  private final long refreshNanos;
  private Optional<Revocations> known = Optional.empty();
  // All since the start.
  private Optional<Revocations> seen = Optional.empty();
  private boolean read;
  private long readAt;

  /**
   * A watch that reads when it is asked.
   *
   * @param refresh how old what it knows can be
   */
  public RevocationWatch(Source source, Duration refresh) {
    this.source = source;
    this.refreshNanos = refresh.toNanos();
  }

  /** Whether a grant is revoked. */
  @Override
  public boolean test(Grant grant) {
    return recent().map(revoked -> revoked.cover(grant)).orElse(true);
  }

  private synchronized Optional<Revocations> recent() {
    long now = System.nanoTime();
    if (!read || now - readAt >= refreshNanos) {
      readAt = now;
      read = true;
      known = Optional.empty();
      try {
        seen = seen.map(before -> merged(before, newest())).or(() -> Optional.of(newest()));
        known = seen;
      } catch (UncheckedIOException e) {
        LOG.error("access grants are refused: what was revoked can not be read", e);
      }
    }
    return known;
  }

  private Revocations newest() {
    try {
      return source.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file can be lost, or an older one come back; what was revoked stays so. */
  private static Revocations merged(Revocations before, Revocations newest) {
    if (newest.include(before)) {
      return newest;
    }
    LOG.error("the list of revoked access grants has lost some; they stay revoked");
    return newest.and(before);
  }
}
