package com.cipherquay.proxy;

import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.StoredRule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Counts the calls to the lifecycle rules of a bucket, and passes them on. */
final class MeteredLifecycle implements LifecycleStore {

  private final LifecycleStore rules;
  private final StoreCalls calls;

  MeteredLifecycle(LifecycleStore rules, StoreCalls calls) {
    this.rules = rules;
    this.calls = calls;
  }

  @Override
  public void replace(List<StoredRule> newRules) throws IOException {
    calls.count("putRules", () -> rules.replace(newRules));
  }

  @Override
  public void remove() throws IOException {
    calls.count("deleteRules", rules::remove);
  }

  /** To follow rules is no call: it takes as long as there is something to do. */
  @Override
  public long follow(Instant now) throws IOException {
    return rules.follow(now);
  }
}
