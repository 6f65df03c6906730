package com.cipherquay.tests.fault;

/** How long the long runs are, and which chance they take, by system properties. */
final class Runs {

  private Runs() {}

  /** {@code cipherquay.tests.kills}: over both kinds of store together. */
  static int kills() {
    return Integer.getInteger("cipherquay.tests.kills", 300);
  }

  /** {@code cipherquay.tests.minutes}: of load. */
  static int minutes() {
    return Integer.getInteger("cipherquay.tests.minutes", 10);
  }

  /** {@code cipherquay.tests.seed}: of a run that failed; what threads do in between is new. */
  static long seed() {
    return Long.getLong("cipherquay.tests.seed", System.nanoTime());
  }
}
