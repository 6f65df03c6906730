package com.cipherquay.vault;

import com.cipherquay.store.ArchiveStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A store whose listings are not what it holds. */
final class AlteredListing implements ObjectStore {

  /** Alters a page. */
  @FunctionalInterface
  interface Alteration {
    StoredPage alter(StoredPageRequest request, StoredPage honest);
  }

  private final ObjectStore store;
  private final Alteration alteration;

  AlteredListing(ObjectStore store, Alteration alteration) {
    this.store = store;
    this.alteration = alteration;
  }

  /** Shows foreign objects, whose names no vault produces, beside the store's. */
  static AlteredListing withForeign(ObjectStore store, List<String> names) {
    return new AlteredListing(store, (request, honest) -> add(names, request, honest));
  }

  /**
   * Leaves out common prefixes that are not greater than {@code after}, as Ceph and S3Proxy do even
   * if there are names below them that are.
   */
  static AlteredListing withoutEnteredPrefixes(ObjectStore store) {
    return new AlteredListing(
        store,
        (request, honest) ->
            new StoredPage(
                honest.entries(),
                honest.commonPrefixes().stream()
                    .filter(prefix -> CodePointOrder.INSTANCE.compare(prefix, request.after()) > 0)
                    .toList(),
                honest.truncated()));
  }

  /** Has short pages, as a store may: then few names are a directory that takes many calls. */
  static AlteredListing inPagesOf(ObjectStore store, int size) {
    return new AlteredListing(
        store,
        (request, honest) -> {
          int limit = Math.min(size, request.limit());
          try {
            return store.list(
                new StoredPageRequest(
                    request.prefix(), request.delimited(), request.after(), limit));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws IOException {
    return alteration.alter(request, store.list(request));
  }

  private static StoredPage add(List<String> names, StoredPageRequest request, StoredPage page) {
    List<StoredEntry> entries = new ArrayList<>(page.entries());
    TreeSet<String> prefixes = new TreeSet<>(page.commonPrefixes());
    for (String name : names) {
      int slash = request.delimited() ? name.indexOf('/', request.prefix().length()) : -1;
      if (!name.startsWith(request.prefix())
          || CodePointOrder.INSTANCE.compare(name, request.after()) <= 0) {
        continue;
      }
      if (slash >= 0) {
        prefixes.add(name.substring(0, slash + 1));
      } else {
        entries.add(new StoredEntry(name, "etag", 304, Instant.EPOCH));
      }
    }
    entries.sort(Comparator.comparing(StoredEntry::name, CodePointOrder.INSTANCE));
    return new StoredPage(entries, List.copyOf(prefixes), page.truncated());
  }

  @Override
  public Written write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    return store.write(name, body, description, condition);
  }

  @Override
  public StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    return store.read(object, range, ifMatch);
  }

  @Override
  public StoredHead head(StoredVersion object) throws IOException {
    return store.head(object);
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    return store.delete(object);
  }

  @Override
  public StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws IOException {
    return store.deleteIf(name, condition);
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    return store.deleteAll(objects);
  }

  @Override
  public Written copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    return store.copy(source, name, description, condition);
  }

  @Override
  public void purge(String prefix) throws IOException {
    store.purge(prefix);
  }

  @Override
  public UploadStore uploads() {
    return store.uploads();
  }

  @Override
  public TagStore tags() {
    return store.tags();
  }

  @Override
  public ArchiveStore archive() {
    return store.archive();
  }

  @Override
  public VersionStore versions() {
    return store.versions();
  }

  @Override
  public LifecycleStore lifecycle() {
    return store.lifecycle();
  }

  @Override
  public LockStore locks() {
    return store.locks();
  }
}
