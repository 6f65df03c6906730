package com.cipherquay.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The lifecycle rules of one namespace (AWS, "Managing the lifecycle of objects"): what becomes of
 * objects, versions and uploads with time.
 *
 * <p>Every method throws {@link StoreException} for the store's refusals and failures: {@code
 * UNSUPPORTED} where it has no such rules. Thread-safe.
 */
public interface LifecycleStore {

  /**
   * Replaces all rules.
   *
   * @param rules 1 to {@link StoredRule#MOST}
   * @throws StoreException {@code UNSUPPORTED} also if the store does not understand all of a rule;
   *     then the rules are what they were
   */
  void replace(List<StoredRule> rules) throws IOException;

  /** Removes all rules; no error if there are none. */
  void remove() throws IOException;

  /**
   * Does what is due, if the store leaves the time for it to its user; a store that follows its
   * rules by itself does nothing here.
   *
   * @param now no object, version or upload changes before its time has come
   * @return what was changed: objects, versions, delete markers and uploads
   */
  long follow(Instant now) throws IOException;
}
