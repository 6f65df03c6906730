package com.cipherquay.proxy;

import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import java.io.IOException;

/** Counts the calls to the tags of a bucket, and passes them on. */
final class MeteredTags implements TagStore {

  private final TagStore tags;
  private final StoreCalls calls;

  MeteredTags(TagStore tags, StoreCalls calls) {
    this.tags = tags;
    this.calls = calls;
  }

  @Override
  public StoredTags get(StoredVersion object) throws IOException {
    return calls.count("getTags", () -> tags.get(object));
  }

  @Override
  public void put(StoredVersion object, StoredTags newTags) throws IOException {
    calls.count("putTags", () -> tags.put(object, newTags));
  }

  @Override
  public void delete(StoredVersion object) throws IOException {
    calls.count("deleteTags", () -> tags.delete(object));
  }
}
