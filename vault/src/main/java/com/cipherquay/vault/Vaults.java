package com.cipherquay.vault;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.LiveKeyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The buckets of a store, each opened as a {@link Vault}. Thread-safe. Does not close the store.
 *
 * <p>Bucket names are not encrypted. Every method throws {@link
 * com.cipherquay.store.StoreException} as {@link BucketStore} says.
 */
public final class Vaults {

  private static final long MOST_OPEN = 1000;

  /**
   * What is said of versions by stores that have none, or do not show them to whom they show
   * objects.
   */
  private static final Set<StoreFault> NO_VERSIONS =
      EnumSet.of(StoreFault.UNSUPPORTED, StoreFault.BROKEN, StoreFault.DENIED);

  private final LiveKeyset keys;
  private final BucketStore store;
  private final Supplier<KeyImports> imports;
  private final Shared shared;
  private volatile Era era;

  /**
   * The buckets as they are opened with the keys of other vaults that there are at a time. Whoever
   * has a bucket of an era goes on with its keys: name and content of an object belong together.
   */
  private record Era(KeyImports imports, DirectoryKeys directories, Cache<String, Vault> open) {

    static Era of(LiveKeyset keys, KeyImports imports) {
      return new Era(
          imports,
          DirectoryKeys.of(keys, imports),
          Caffeine.newBuilder().maximumSize(MOST_OPEN).build());
    }
  }

  private Vaults(LiveKeyset keys, BucketStore store, Supplier<KeyImports> imports, Shared shared) {
    this.keys = keys;
    this.store = store;
    this.imports = imports;
    this.shared = shared;
    this.era = Era.of(keys, imports.get());
  }

  /** The vaults of these keys in this store, which stays the caller's to close. */
  public static Vaults of(Keyset keyset, BucketStore store) {
    return of(keyset, store, KeyExports.NONE);
  }

  /** The vaults of these keys, some of which were given away. */
  public static Vaults of(Keyset keyset, BucketStore store, KeyExports exports) {
    return of(keyset, store, exports, ListingSettings.DEFAULT);
  }

  /** The vaults of these keys, listed as these settings say. */
  public static Vaults of(
      Keyset keyset, BucketStore store, KeyExports exports, ListingSettings listing) {
    return of(LiveKeyset.of(keyset), store, exports, () -> KeyImports.NONE, listing);
  }

  /**
   * The vaults of keys that may get new epochs, and of keys of other vaults for parts of them.
   *
   * @param imports asked for every bucket that is opened; another object means other keys
   */
  public static Vaults of(
      LiveKeyset keys,
      BucketStore store,
      KeyExports exports,
      Supplier<KeyImports> imports,
      ListingSettings listing) {
    return new Vaults(keys, store, imports, Shared.of(Clock.systemUTC(), exports, listing));
  }

  /** All buckets, by name. */
  public List<BucketStore.Bucket> list() throws IOException {
    return store.buckets();
  }

  /** Creates an empty bucket that locks nothing; {@code BUCKET_EXISTS} if there is one. */
  public void create(String bucket) throws IOException {
    create(bucket, false);
  }

  /**
   * Creates an empty bucket.
   *
   * @param locks whether it can lock versions of objects, which it then keeps
   * @throws com.cipherquay.store.StoreException {@code BUCKET_EXISTS}, {@code LOCK_UNSUPPORTED}
   */
  public void create(String bucket, boolean locks) throws IOException {
    shared.directories().forget(bucket);
    store.create(bucket, locks);
    // Another process may have deleted one of that name.
    shared.documents().forget(bucket);
  }

  /** Returns if the bucket exists; {@code NO_SUCH_BUCKET} otherwise. */
  public void head(String bucket) throws IOException {
    store.head(bucket);
  }

  /**
   * Deletes a bucket that is empty, or holds nothing but what a vault keeps there beside objects:
   * what it is configured with, and what uploads have beside themselves.
   */
  public void delete(String bucket) throws IOException {
    try {
      deleteEmpty(bucket);
    } finally {
      shared.documents().forget(bucket);
    }
  }

  private void deleteEmpty(String bucket) throws IOException {
    try {
      store.delete(bucket);
    } catch (StoreException e) {
      if (e.fault() != StoreFault.BUCKET_NOT_EMPTY || !holdsOnlyReserved(bucket)) {
        throw e;
      }
      OwnObjects.purge(store.open(bucket), UploadFolder.RESERVED);
      store.delete(bucket);
    } finally {
      shared.directories().forget(bucket);
    }
  }

  private boolean holdsOnlyReserved(String bucket) throws IOException {
    ObjectStore objects = store.open(bucket);
    try {
      // An older version or a delete marker keeps the bucket too: then what uploads have must stay.
      StoredVersionPage page =
          objects.versions().list(new StoredVersionRequest("", true, VersionPosition.FIRST, 2));
      return page.entries().isEmpty()
          && page.commonPrefixes().equals(List.of(UploadFolder.RESERVED))
          && !page.truncated();
    } catch (StoreException e) {
      if (!NO_VERSIONS.contains(e.fault())) {
        throw e;
      }
    }
    StoredPage page = objects.list(new StoredPageRequest("", true, "", 2));
    return page.entries().isEmpty()
        && page.commonPrefixes().equals(List.of(UploadFolder.RESERVED))
        && !page.truncated();
  }

  /**
   * Removes from a bucket what lies beside multipart uploads that are not in progress any more: a
   * process was killed before it could, or the store ended an upload by itself.
   *
   * @param age how long nothing of it was written; a day is long enough for any clock
   * @return of how many uploads something was removed
   */
  public int sweep(String bucket, Duration age) throws IOException {
    return open(bucket).uploads().sweep(age);
  }

  /**
   * Deletes the objects of a bucket that have ended by themselves, hour by hour: those of an hour
   * that is not over yet stay, and are answered as if they were not there.
   *
   * @return how many
   */
  public int sweepEnded(String bucket) throws IOException {
    return open(bucket).sweepEnded();
  }

  /**
   * Does what is due by the lifecycle rules of a bucket, if the store does not do it by itself.
   *
   * @return what was changed: objects, versions, delete markers and uploads
   */
  public long followRules(String bucket) throws IOException {
    return open(bucket).followRules();
  }

  /**
   * The objects of a bucket, without a call to the store: that the bucket does not exist shows at
   * the first operation. Cheap; may be called for every request.
   */
  public Vault open(String bucket) {
    Era now = current();
    return now.open().get(bucket, name -> make(now, name));
  }

  /** The upkeep of a bucket, without a call to the store. */
  public Upkeep upkeep(String bucket) {
    NotingStore noting = new NotingStore(store.open(bucket), bucket, shared.directories());
    return new Upkeep(noting, PathKeys.of(current().directories(), bucket), shared);
  }

  /**
   * How many lines of listings were not shown since the start, because no vault of these keys wrote
   * an object of that name and size: foreign objects, or a store that lies.
   */
  public long undecryptableNames() {
    return shared.undecryptable().sum();
  }

  /** Lookups in the caches, by what each holds: always the same names. */
  public Map<String, CacheLookups> cacheLookups() {
    return Map.of(
        "directory names", era.directories().nameLookups(),
        "directory content keys", era.directories().contentLookups(),
        "data keys", era.directories().dataKeys().lookups(),
        "parts", shared.parts().lookups(),
        "uploads", shared.uploads().lookups(),
        "bucket documents", shared.documents().lookups(),
        "sorted directories", shared.directories().lookups());
  }

  private Vault make(Era now, String bucket) {
    PathKeys paths = PathKeys.of(now.directories(), bucket);
    return new Vault(store.open(bucket), paths, shared);
  }

  private Era current() {
    KeyImports newest = imports.get();
    return era.imports() == newest ? era : begin(newest);
  }

  private synchronized Era begin(KeyImports newest) {
    Era before = era;
    if (before.imports() == newest) {
      return before;
    }
    // What is remembered was found out with other keys.
    shared.uploads().clear();
    Set<String> changed = new HashSet<>(before.imports().buckets());
    changed.addAll(newest.buckets());
    changed.forEach(shared.directories()::forget);
    changed.forEach(shared.documents()::forget);
    era = Era.of(keys, newest);
    return era;
  }
}
