package com.cipherquay.vault;

import com.cipherquay.store.LegalHold;
import com.cipherquay.store.Retention;
import com.cipherquay.store.RetentionMode;
import com.cipherquay.store.StoredLock;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A lock in the record of an upload (FORMAT.md, "Multipart uploads"). */
final class LockCode {

  /** How many bytes a lock takes. */
  static final int LENGTH = 1 + 8 + 1;

  private static final List<RetentionMode> MODES =
      List.of(RetentionMode.GOVERNANCE, RetentionMode.COMPLIANCE);
  private static final List<LegalHold> HOLDS = List.of(LegalHold.ON, LegalHold.OFF);

  private LockCode() {}

  static byte[] encode(StoredLock lock) {
    Optional<Retention> retention = lock.retention();
    return ByteBuffer.allocate(LENGTH)
        .put((byte) retention.map(it -> MODES.indexOf(it.mode()) + 1).orElse(0).intValue())
        .putLong(retention.map(it -> it.until().toEpochMilli()).orElse(0L))
        .put((byte) lock.legalHold().map(it -> HOLDS.indexOf(it) + 1).orElse(0).intValue())
        .array();
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none, or one that says nothing
   */
  static StoredLock decode(ByteBuffer in) {
    int mode = in.get();
    long until = in.getLong();
    int hold = in.get();
    boolean known = mode >= 0 && mode <= MODES.size() && hold >= 0 && hold <= HOLDS.size();
    if (!known || mode + hold == 0 || (mode == 0 && until != 0)) {
      throw new IllegalArgumentException("not a lock");
    }
    Optional<Retention> retention =
        mode == 0
            ? Optional.empty()
            : Optional.of(new Retention(MODES.get(mode - 1), Instant.ofEpochMilli(until)));
    return new StoredLock(
        retention, hold == 0 ? Optional.empty() : Optional.of(HOLDS.get(hold - 1)));
  }
}
