package com.cipherquay.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a version of an object from being deleted. The two parts stand each by itself.
 *
 * @param retention until when it is kept; where a write says nothing, the bucket's default counts
 * @param legalHold whether it is kept until that is taken back; empty if nothing was ever said
 */
public record StoredLock(Optional<Retention> retention, Optional<LegalHold> legalHold) {

  /** Nothing was said. */
  public static final StoredLock NONE = new StoredLock(Optional.empty(), Optional.empty());

  /** The same with another retention. */
  public StoredLock with(Optional<Retention> other) {
    return new StoredLock(other, legalHold);
  }

  /** The same with another legal hold. */
  public StoredLock with(LegalHold other) {
    return new StoredLock(retention, Optional.of(other));
  }

  /** Whether the version can not be deleted now. */
  public boolean holds(Instant now, boolean bypassGovernance) {
    boolean retained =
        retention
            .filter(it -> it.holds(now))
            .filter(it -> !bypassGovernance || it.mode() != RetentionMode.GOVERNANCE)
            .isPresent();
    return retained || legalHold.equals(Optional.of(LegalHold.ON));
  }
}
