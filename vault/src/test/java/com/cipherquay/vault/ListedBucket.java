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
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A bucket in memory with a listing over it, filled with objects that have only name and size. The
 * store lists no more than the least that real stores do. What is written through {@link #own} is
 * written by this process; what is written otherwise, by others.
 */
final class ListedBucket {

  private static final int PAGES_MAXIMUM = 10_000;

  private final MemoryStore store = MemoryStore.create();
  private final CallCounts counts = new CallCounts();
  private final PathKeys keys = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), "bucket");
  private final Shared shared;
  private final ListOrder order;
  private final NotingStore own;
  private final Listing listing;

  private ListedBucket(ListOrder order, int storePage, SortedDirectories directories) {
    this.order = order;
    this.shared = Shared.of(Clock.systemUTC(), KeyExports.NONE, directories);
    AlteredListing pages = AlteredListing.inPagesOf(store, storePage);
    ObjectStore counted = new CountingStore(AlteredListing.withoutEnteredPrefixes(pages), counts);
    this.own = new NotingStore(counted, keys.bucket(), directories);
    this.listing = new Listing(own, keys, shared);
  }

  /** A bucket of these keys; the length of each object is that of its key in characters. */
  static ListedBucket of(Collection<String> objectKeys) {
    return of(objectKeys, ListOrder.STORED);
  }

  static ListedBucket of(Collection<String> objectKeys, ListOrder order) {
    return of(objectKeys, order, StoredPageRequest.MAX_LIMIT, remembering(8 << 20));
  }

  /**
   * A bucket whose store has pages of a size.
   *
   * @param directories what sorted listings remember
   */
  static ListedBucket of(
      Collection<String> objectKeys,
      ListOrder order,
      int storePage,
      SortedDirectories directories) {
    ListedBucket bucket = new ListedBucket(order, storePage, directories);
    objectKeys.forEach(bucket::write);
    return bucket;
  }

  /** A memory for directories that lasts for an hour, and has so many bytes on the heap. */
  static SortedDirectories remembering(long heapMaximum) {
    Path folder = ListingSettings.DEFAULT.folder();
    ListingSettings settings = new ListingSettings(folder, Duration.ofHours(1));
    return SortedDirectories.of(Clock.systemUTC(), settings, heapMaximum);
  }

  /** A listing of another store, with the keys of the bucket. */
  Listing over(ObjectStore other) {
    return listing(other, keys);
  }

  static Listing listing(ObjectStore store, PathKeys keys) {
    Shared shared = Shared.of(Clock.systemUTC(), KeyExports.NONE, ListingSettings.DEFAULT);
    return new Listing(store, keys, shared);
  }

  /** Writes an object as another process does. */
  void write(String key) {
    write(stored(key).value(), ObjectSize.target(key.length()));
  }

  void write(String storedName, long size) {
    write(store, new StoredName(storedName), size);
  }

  /** Writes an object through the vault whose listing this is. */
  void own(String key) {
    write(own, stored(key), ObjectSize.target(key.length()));
  }

  private static void write(ObjectStore store, StoredName name, long size) {
    try {
      byte[] body = new byte[Math.toIntExact(size)];
      store.write(
          name,
          new StoredBody(new ByteArrayInputStream(body), size),
          StoredMetadata.NONE,
          WriteCondition.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes an object as another process does. */
  void delete(String key) throws IOException {
    store.delete(stored(key));
  }

  /** Deletes an object through the vault whose listing this is. */
  void ownDelete(String key) throws IOException {
    own.delete(stored(key));
  }

  private StoredName stored(String key) {
    try {
      return keys.storedName(new ObjectKey(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ListPage page(String prefix, String delimiter, ListPosition position, int maxKeys)
      throws IOException {
    return listing.page(new ListRequest(prefix, delimiter, position, maxKeys, order));
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
    return shared.undecryptable().sum();
  }

  long listCalls() {
    return counts.of(StoreCall.LIST);
  }
}
