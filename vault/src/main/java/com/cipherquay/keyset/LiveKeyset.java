package com.cipherquay.keyset;

/**
 * The keys of a vault that may get new epochs while it is open: a later keyset has all the keys of
 * an earlier one. Thread-safe.
 */
public interface LiveKeyset {

  /** The keys, as they were at most some seconds ago. Cheap. */
  Keyset current();

  /** The keys as they are now: asked when something names an epoch that is not known yet. */
  Keyset newest();

  /** Keys that stay as they are. */
  static LiveKeyset of(Keyset keyset) {
    return new LiveKeyset() {
      @Override
      public Keyset current() {
        return keyset;
      }

      @Override
      public Keyset newest() {
        return keyset;
      }
    };
  }
}
