package com.cipherquay.proxy.access;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.Revocations;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which grants are revoked, as it was written down at most some seconds ago. While that can not be
 * read every grant counts as revoked. Thread-safe.
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
      try {
        known = Optional.of(source.read());
      } catch (IOException e) {
        LOG.error("access grants are refused: what was revoked can not be read", e);
        known = Optional.empty();
      }
    }
    return known;
  }
}
