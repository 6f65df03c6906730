package com.cipherquay.grant;

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
 */
public record GrantLink(
    List<GrantScope> scopes,
    Optional<Set<GrantAction>> actions,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter,
    Optional<String> label) {

  /** How many scopes a link can have. */
  public static final int MAX_SCOPES = 64;

  public GrantLink {
    scopes = List.copyOf(scopes);
    actions = actions.map(Set::copyOf);
    if (scopes.size() > MAX_SCOPES) {
      throw new IllegalArgumentException("at most " + MAX_SCOPES + " scopes");
    }
  }

  boolean restricts() {
    return !scopes.isEmpty()
        || actions.isPresent()
        || notBefore.isPresent()
        || notAfter.isPresent();
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
