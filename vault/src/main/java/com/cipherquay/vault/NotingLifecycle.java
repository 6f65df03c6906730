package com.cipherquay.vault;

import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.StoredRule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Notes that rules were followed, so that the next listing reads the store again.
 *
 * @param forget tells that anything in the bucket may have changed
 */
record NotingLifecycle(LifecycleStore store, Runnable forget) implements LifecycleStore {

  @Override
  public void replace(List<StoredRule> rules) throws IOException {
    store.replace(rules);
  }

  @Override
  public void remove() throws IOException {
    store.remove();
  }

  @Override
  public long follow(Instant now) throws IOException {
    try {
      return store.follow(now);
    } finally {
      forget.run();
    }
  }
}
