package com.cipherquay.proxy.operation;

import com.cipherquay.store.LegalHold;
import com.cipherquay.store.Retention;
import com.cipherquay.store.RetentionMode;
import com.cipherquay.store.StoredLock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How S3 speaks of the locks on versions (AWS, "Locking objects with Object Lock"). */
final class LockWords {

  static final String MODE = "x-amz-object-lock-mode";
  static final String UNTIL = "x-amz-object-lock-retain-until-date";
  static final String HOLD = "x-amz-object-lock-legal-hold";
  static final String BYPASS = "x-amz-bypass-governance-retention";

  /** The headers of requests that make a version, and of answers that bring one. */
  static final Set<String> NAMES = Set.of(MODE, UNTIL, HOLD);

  // As far as ISO 8601 goes without a sign.
  private static final int LAST_YEAR = 9999;

  private LockWords() {}

  /**
   * What a request that makes a version wants it locked by.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidArgument}
   */
  static StoredLock ofHeaders(Call call) {
    Optional<String> mode = call.header(MODE);
    Optional<String> until = call.header(UNTIL);
    if (mode.isPresent() != until.isPresent()) {
      throw Call.invalid(
          mode.isPresent() ? UNTIL : MODE,
          "",
          "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
    }
    Optional<LegalHold> hold =
        call.header(HOLD)
            .map(
                word ->
                    hold(word)
                        .orElseThrow(
                            () ->
                                Call.invalid(
                                    HOLD, word, "Legal Hold must be either of 'ON' or 'OFF'")));
    return new StoredLock(
        mode.map(
            word ->
                new Retention(
                    mode(word)
                        .orElseThrow(() -> Call.invalid(MODE, word, "Unknown wormMode directive.")),
                    until(UNTIL, until.orElseThrow()))),
        hold);
  }

  static Optional<RetentionMode> mode(String word) {
    return switch (word) {
      case "GOVERNANCE" -> Optional.of(RetentionMode.GOVERNANCE);
      case "COMPLIANCE" -> Optional.of(RetentionMode.COMPLIANCE);
      default -> Optional.empty();
    };
  }

  static Optional<LegalHold> hold(String word) {
    return switch (word) {
      case "ON" -> Optional.of(LegalHold.ON);
      case "OFF" -> Optional.of(LegalHold.OFF);
      default -> Optional.empty();
    };
  }

  /**
   * Until when a version is to be kept: a time yet to come.
   *
   * @param name what the time is called in the request
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidArgument}
   */
  static Instant until(String name, String text) {
    Instant until = instant(name, text);
    if (!until.isAfter(Instant.now())) {
      throw Call.invalid(name, text, "The retain until date must be in the future!");
    }
    return until;
  }

  private static Instant instant(String name, String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.strip());
      if (time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      throw notOfIso(name, text);
    }
    throw notOfIso(name, text);
  }

  private static RuntimeException notOfIso(String name, String text) {
    return Call.invalid(name, text, "The retain until date must be provided in ISO 8601 format");
  }

  /**
   * Whether a request asks to be done past a retention under {@code GOVERNANCE}.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidArgument}
   */
  static boolean bypasses(Call call) {
    String word = call.header(BYPASS).orElse("false");
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Call.invalid(BYPASS, word, "It is true or false.");
    };
  }

  /** The headers of a version. */
  static List<Map.Entry<String, String>> headers(StoredLock lock) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    if (lock.retention().isPresent()) {
      headers.add(Map.entry(MODE, lock.retention().get().mode().name()));
      headers.add(Map.entry(UNTIL, lock.retention().get().until().toString()));
    }
    lock.legalHold().ifPresent(hold -> headers.add(Map.entry(HOLD, hold.name())));
    return headers;
  }
}
