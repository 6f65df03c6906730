package com.cipherquay.store;

import java.util.Set;

/** The store for other tests keeps the contract. */
final class MemoryStoreTest extends ObjectStoreContract {

  @Override
  protected BucketStore openStore() {
    return new MemoryBucketStore();
  }

  @Override
  public Set<StoreGap> gaps() {
    return Set.of(StoreGap.LIFECYCLE, StoreGap.LOCKS);
  }
}
