package com.cipherquay.vault;

import java.time.Duration;

/**
 * How long names are read for an answer of which none is this vault's. A store can go on with such
 * names for ever, page after page in perfect order, and nobody waits that long. Used by one thread.
 */
final class Patience {

  /** Longer than most clients wait for an answer. */
  static final Duration USUAL = Duration.ofMinutes(1);

  private final Duration most;
  private long since = System.nanoTime();

  Patience(Duration most) {
    this.most = most;
  }

  /** A name of this vault was read. */
  void found() {
    since = System.nanoTime();
  }

  /**
   * @throws VaultException {@code CORRUPT} if it is over
   */
  void check() throws VaultException {
    if (System.nanoTime() - since > most.toNanos()) {
      throw new VaultException(
          VaultFault.CORRUPT, "the store lists names that are not of this vault without an end");
    }
  }
}
