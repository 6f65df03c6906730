package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an object key may hold: what was acknowledged last, or what was asked for after that and not
 * acknowledged. Has one writer.
 */
final class KeyHistory {

  private final String key;
  private final List<Optional<Content>> unacknowledged = new ArrayList<>();
  private Optional<Content> acknowledged = Optional.empty();

  KeyHistory(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /** What is there, when nothing is under way. */
  Optional<Content> content() {
    return acknowledged;
  }

  /** A write of the content, or without one a deletion, is sent. */
  void begin(Optional<Content> next) {
    unacknowledged.add(next);
  }

  /** What was begun last is acknowledged. */
  void acknowledge() {
    acknowledged = unacknowledged.get(unacknowledged.size() - 1);
    unacknowledged.clear();
  }

  /**
   * What was found there is what goes on.
   *
   * @param when for the message of a failure
   * @return whether something was under way
   */
  boolean settle(Optional<Content> found, String when) {
    assertTrue(
        found.equals(acknowledged) || unacknowledged.contains(found),
        () ->
            key
                + " holds "
                + found
                + " and not "
                + acknowledged
                + " or one of "
                + unacknowledged
                + when);
    boolean open = !unacknowledged.isEmpty();
    acknowledged = found;
    unacknowledged.clear();
    return open;
  }
}
