package com.cipherquay.store;

import java.time.Instant;
import java.util.List;

/** A bucket in memory has no lifecycle rules. */
final class MemoryLifecycle implements LifecycleStore {

  @Override
  public void replace(List<StoredRule> rules) throws StoreException {
    throw new StoreException(StoreFault.UNSUPPORTED, "no rules");
  }

  @Override
  public void remove() throws StoreException {
    throw new StoreException(StoreFault.UNSUPPORTED, "no rules");
  }

  @Override
  public long follow(Instant now) {
    return 0;
  }
}
