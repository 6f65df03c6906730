package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One link of a grant: what it adds to the conditions of the links before it. A condition that is
 * not there restricts nothing.
 *
 * @param scopes only what is part of one of them; empty for no restriction
 * @param actions only these
 * @param notBefore not before this second
 * @param notAfter not from this second on
 * @param label what people call it, up to 128 bytes of UTF-8; means nothing
 * @param maxLifetime for how long, in whole seconds, an object may be there that is written under
 *     it
 */
public record GrantLink(
    List<GrantScope> scopes,
    Optional<Set<GrantAction>> actions,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter,
    Optional<String> label,
    Optional<Duration> maxLifetime) {

  /** What restricts nothing. */
  public static final GrantLink ANYTHING =
      new GrantLink(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** How many scopes a link can have. */
  public static final int MAX_SCOPES = 64;

  static final int MAX_LABEL = 128;
  // The year 9999, the last one that RFC 3339 can write.
  static final long MAX_SECOND = 253_402_300_799L;
  static final long MAX_LIFETIME_SECONDS = 3_155_760_000L;

  public GrantLink {
    scopes = List.copyOf(scopes);
    actions = actions.map(Set::copyOf);
    if (scopes.size() > MAX_SCOPES) {
      throw new IllegalArgumentException("at most " + MAX_SCOPES + " scopes");
    }
    notBefore.ifPresent(GrantLink::requireSecond);
    notAfter.ifPresent(GrantLink::requireSecond);
    label.ifPresent(GrantLink::requireLabel);
    maxLifetime.ifPresent(GrantLink::requireLifetime);
  }

  private static void requireSecond(Instant time) {
    if (time.getEpochSecond() < 0 || time.getEpochSecond() > MAX_SECOND) {
      throw new IllegalArgumentException("a time of a grant lies between 1970 and 9999");
    }
  }

  private static void requireLabel(String text) {
    int length = text.getBytes(UTF_8).length;
    if (length < 1 || length > MAX_LABEL || !UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("a label has 1 to 128 bytes of UTF-8");
    }
  }

  private static void requireLifetime(Duration most) {
    if (most.toSeconds() < 1 || most.toSeconds() > MAX_LIFETIME_SECONDS) {
      throw new IllegalArgumentException("objects last from a second to 100 years");
    }
  }

  /** The same, only in these scopes. */
  public GrantLink in(List<GrantScope> parts) {
    return new GrantLink(parts, actions, notBefore, notAfter, label, maxLifetime);
  }

  /** The same, only for these actions. */
  public GrantLink allowing(Set<GrantAction> allowed) {
    return new GrantLink(scopes, Optional.of(allowed), notBefore, notAfter, label, maxLifetime);
  }

  /** The same, between these times. */
  public GrantLink between(Optional<Instant> first, Optional<Instant> end) {
    return new GrantLink(scopes, actions, first, end, label, maxLifetime);
  }

  /** The same, not from this second on. */
  public GrantLink until(Instant end) {
    return between(notBefore, Optional.of(end));
  }

  /** The same under a name. */
  public GrantLink called(Optional<String> name) {
    return new GrantLink(scopes, actions, notBefore, notAfter, name, maxLifetime);
  }

  /** The same for objects that end after this time. */
  public GrantLink lasting(Optional<Duration> most) {
    return new GrantLink(scopes, actions, notBefore, notAfter, label, most);
  }

  boolean restricts() {
    return !called(Optional.empty()).equals(ANYTHING);
  }

  /** Why this link denies an action at a time, if it does, wherever it would happen. */
  Optional<String> objection(GrantAction action, Instant now) {
    if (notBefore.isPresent() && now.isBefore(notBefore.get())) {
      return Optional.of("not before " + notBefore.get());
    }
    if (notAfter.isPresent() && !now.isBefore(notAfter.get())) {
      return Optional.of("expired at " + notAfter.get());
    }
    if (actions.isPresent() && !actions.get().contains(action)) {
      return Optional.of("the action " + action.word() + " is not allowed");
    }
    return Optional.empty();
  }
}
