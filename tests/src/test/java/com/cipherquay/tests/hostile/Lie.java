package com.cipherquay.tests.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a store may say instead of the truth.
 *
 * @param name for messages
 * @param kinds of the requests that it can answer
 * @param telling makes the answer, or nothing where there is nothing to make it of
 */
record Lie(String name, Set<StoreRequest.Kind> kinds, Telling telling) {

  /** Makes an answer. */
  @FunctionalInterface
  interface Telling {
    Optional<StoreReply> tell(Occasion occasion);
  }

  static Lie of(String name, Set<StoreRequest.Kind> kinds, Telling telling) {
    return new Lie(name, kinds, telling);
  }

  /** All that are known. */
  static List<Lie> all() {
    List<Lie> all = new ArrayList<>();
    all.addAll(BodyLies.all());
    all.addAll(IdentityLies.all());
    all.addAll(ReadLies.all());
    all.addAll(AnswerLies.all());
    all.addAll(ListLies.all());
    all.addAll(WriteLies.all());
    return all;
  }

  /** One of them. */
  static Lie named(String name) {
    return all().stream()
        .filter(lie -> lie.name.equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no lie is called " + name));
  }

  @Override
  public String toString() {
    return name;
  }
}
