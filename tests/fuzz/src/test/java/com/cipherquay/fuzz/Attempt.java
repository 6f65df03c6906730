package com.cipherquay.fuzz;

import java.util.Optional;

/** Calls a parser that may refuse its input, in the ways that it documents and in no other. */
public final class Attempt {

  /** A call of a parser. */
  @FunctionalInterface
  public interface Parser<T> {

    T parse() throws Exception;
  }

  private Attempt() {}

  /** What was parsed; empty if it was refused by this exception. Any other is a finding. */
  public static <T> Optional<T> of(Class<? extends Exception> refusal, Parser<T> parser)
      throws Exception {
    return of(refusal, refusal, parser);
  }

  /** The same for a parser with two kinds of refusals. */
  public static <T> Optional<T> of(
      Class<? extends Exception> refusal, Class<? extends Exception> other, Parser<T> parser)
      throws Exception {
    try {
      return Optional.of(parser.parse());
    } catch (Exception e) {
      if (refusal.isInstance(e) || other.isInstance(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
