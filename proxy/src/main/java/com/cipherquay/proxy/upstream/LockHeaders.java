package com.cipherquay.proxy.upstream;

import com.cipherquay.store.LegalHold;
import com.cipherquay.store.Retention;
import com.cipherquay.store.RetentionMode;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredLock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** How requests and answers speak of the locks on a version. */
final class LockHeaders {

  private static final String MODE = "x-amz-object-lock-mode";
  private static final String UNTIL = "x-amz-object-lock-retain-until-date";
  private static final String HOLD = "x-amz-object-lock-legal-hold";
  private static final String BYPASS = "x-amz-bypass-governance-retention";

  // Ceph counts seconds in 32 bits, and takes what is later for something long ago.
  private static final Instant LAST = Instant.ofEpochSecond(0xffff_ffffL);

  private LockHeaders() {}

  /**
   * Passes if every store can keep a version so long.
   *
   * @throws StoreException {@code UNSUPPORTED}
   */
  static void requireKeepable(Instant until) throws StoreException {
    if (until.isAfter(LAST)) {
      throw new StoreException(StoreFault.UNSUPPORTED, "no store is asked to lock until " + until);
    }
  }

  /**
   * A request that makes a version which is to be locked.
   *
   * @throws StoreException {@code UNSUPPORTED} for longer than stores can count
   */
  static UpstreamRequest with(UpstreamRequest request, StoredLock lock) throws StoreException {
    UpstreamRequest locked = request;
    if (lock.retention().isPresent()) {
      Retention retention = lock.retention().get();
      requireKeepable(retention.until());
      locked =
          locked.header(MODE, retention.mode().name()).header(UNTIL, retention.until().toString());
    }
    return lock.legalHold().isPresent()
        ? locked.header(HOLD, lock.legalHold().get().name())
        : locked;
  }

  /** A request that may have to be done past a retention under {@code GOVERNANCE}. */
  static UpstreamRequest bypassing(UpstreamRequest request, boolean bypassGovernance) {
    return bypassGovernance ? request.header(BYPASS, "true") : request;
  }

  /** What an answer says; words that S3 does not have say nothing. */
  static StoredLock read(UpstreamAnswer answer) {
    Optional<RetentionMode> mode = answer.header(MODE).flatMap(LockHeaders::mode);
    Optional<Retention> retention =
        answer
            .header(UNTIL)
            .filter(until -> mode.isPresent())
            .flatMap(until -> retention(mode.orElseThrow(), until));
    Optional<LegalHold> hold = answer.header(HOLD).flatMap(LockHeaders::hold);
    return new StoredLock(retention, hold);
  }

  static Optional<RetentionMode> mode(String word) {
    return switch (word) {
      case "GOVERNANCE" -> Optional.of(RetentionMode.GOVERNANCE);
      case "COMPLIANCE" -> Optional.of(RetentionMode.COMPLIANCE);
      default -> Optional.empty();
    };
  }

  private static Optional<LegalHold> hold(String word) {
    return switch (word) {
      case "ON" -> Optional.of(LegalHold.ON);
      case "OFF" -> Optional.of(LegalHold.OFF);
      default -> Optional.empty();
    };
  }

  private static Optional<Retention> retention(RetentionMode mode, String until) {
    try {
      return Optional.of(new Retention(mode, OffsetDateTime.parse(until).toInstant()));
    } catch (DateTimeException notOfS3) {
      return Optional.empty();
    }
  }
}
