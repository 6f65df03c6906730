package com.cipherquay.vault;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.CallCounts;
import com.cipherquay.store.CountingStore;
import com.cipherquay.store.MemoryStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bucket in memory with a listing over it, filled with objects that have only name and size. The
 * store lists no more than the least that real stores do.
 */
final class ListedBucket {

  private static final int PAGES_MAXIMUM = 10_000;

  private final MemoryStore store = MemoryStore.create();
  private final CallCounts counts = new CallCounts();
  private final LongAdder hidden = new LongAdder();
  private final PathKeys keys = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), "bucket");
  private final Listing listing =
      new Listing(
          new CountingStore(AlteredListing.withoutEnteredPrefixes(store), counts), keys, hidden);

  /** A bucket of these keys; the length of each object is that of its key in characters. */
  static ListedBucket of(Collection<String> objectKeys) {
    ListedBucket bucket = new ListedBucket();
    for (String key : objectKeys) {
      try {
        StoredName name = bucket.keys.storedName(new ObjectKey(key));
        bucket.write(name.value(), ObjectSize.target(key.length()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bucket;
  }

  void write(String storedName, long size) {
    try {
      byte[] body = new byte[Math.toIntExact(size)];
      store.write(
          new StoredName(storedName),
          new StoredBody(new ByteArrayInputStream(body), size),
          StoredMetadata.NONE,
          WriteCondition.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ListPage page(String prefix, String delimiter, ListPosition position, int maxKeys)
      throws IOException {
    return listing.page(new ListRequest(prefix, delimiter, position, maxKeys));
  }

  /** Every page, continued by token (ListObjectsV2) or by the last key (ListObjects). */
  List<ListPage> pages(String prefix, String delimiter, int maxKeys, boolean byToken)
      throws IOException {
    List<ListPage> pages = new ArrayList<>();
    ListPosition position = ListPosition.BEGINNING;
    while (pages.size() < PAGES_MAXIMUM) {
      ListPage page = page(prefix, delimiter, position, maxKeys);
      pages.add(page);
      if (page.continuation().isEmpty()) {
        return pages;
      }
      position =
          byToken
              ? new ListPosition.Continuation(page.continuation().get())
              : new ListPosition.Marker(page.lastKey().orElseThrow());
    }
    throw new AssertionError("endless listing of " + prefix);
  }

  PathKeys keys() {
    return keys;
  }

  ObjectStore store() {
    return store;
  }

  long hidden() {
    return hidden.sum();
  }

  long listCalls() {
    return counts.of(StoreCall.LIST);
  }
}
