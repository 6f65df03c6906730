package com.cipherquay.store;

import java.io.IOException;

/** Counts the calls to the tags of a store. */
final class CountingTags implements TagStore {

  private final TagStore tags;
  private final CallCounts counts;

  CountingTags(TagStore tags, CallCounts counts) {
    this.tags = tags;
    this.counts = counts;
  }

  @Override
  public StoredTags get(StoredVersion object) throws IOException {
    counts.count(StoreCall.GET_TAGS);
    return tags.get(object);
  }

  @Override
  public void put(StoredVersion object, StoredTags newTags) throws IOException {
    counts.count(StoreCall.PUT_TAGS);
    tags.put(object, newTags);
  }

  @Override
  public void delete(StoredVersion object) throws IOException {
    counts.count(StoreCall.DELETE_TAGS);
    tags.delete(object);
  }
}
