package com.cipherquay.store;

/** The store for other tests keeps the contract. */
final class MemoryStoreTest extends ObjectStoreContract {

  @Override
  protected BucketStore openStore() {
    return new MemoryBucketStore();
  }
}
