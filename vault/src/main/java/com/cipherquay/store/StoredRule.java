package com.cipherquay.store;

import java.util.List;

/**
 * A lifecycle rule in the words of a store.
 *
 * @param actions at least one
 */
public record StoredRule(StoredFilter filter, List<LifecycleAction> actions) {

  /** How many rules a bucket may have (AWS, "Lifecycle rules: based on an object's age"). */
  public static final int MOST = 1000;

  public StoredRule {
    actions = List.copyOf(actions);
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("a rule that does nothing");
    }
  }
}
