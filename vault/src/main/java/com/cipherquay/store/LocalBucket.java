package com.cipherquay.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of one bucket of the local store. */
final class LocalBucket implements ObjectStore {

  private static final int MAX_DELETES = 1000;

  /** Bounds a transaction to some milliseconds. */
  private static final int PURGED_AT_ONCE = 256;

  private final String bucket;
  private final Index index;
  private final Contents contents;

  LocalBucket(String bucket, Index index, Contents contents) {
    this.bucket = bucket;
    this.index = index;
    this.contents = contents;
  }

  @Override
  public String write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    if (body.length() > Contents.INLINE_LIMIT) {
      // A large body is not pulled for nothing.
      long unused = index.query(queries -> queries.bucket(bucket));
    }
    Content content = contents.write(body);
    NewObject object = NewObject.of(body.length(), description);
    try {
      contents.retire(
          index.commit(updates -> updates.write(bucket, name, object, content, condition)));
    } catch (StoreException e) {
      contents.refused(content, e);
      throw e;
    }
    return object.etag();
  }

  @Override
  public StoredObject read(StoredName name, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    IndexedObject object = find(name);
    while (true) {
      StoredHead head = object.head();
      if (ifMatch.isPresent() && !ifMatch.get().equals(head.etag())) {
        throw new StoreException(StoreFault.PRECONDITION_FAILED, ifMatch + " at " + name);
      }
      if (IndexUpdates.isArchived(head.traits())) {
        throw new StoreException(StoreFault.ARCHIVED, name + " was not restored");
      }
      ByteSpan span = ByteSpan.of(range, head.size());
      try {
        return new StoredObject(
            head, span.offset(), span.length(), contents.open(object.content(), span));
      } catch (NoSuchFileException e) {
        // The object was replaced or deleted between the look into the index and the opening of
        // the file; if the index has not changed since, the file is really lost.
        IndexedObject now = find(name);
        if (now.head().etag().equals(head.etag())) {
          throw new StoreException(
              StoreFault.BROKEN, "the content file of " + name + " is lost", e);
        }
        object = now;
      }
    }
  }

  private IndexedObject find(StoredName name) throws StoreException {
    return index
        .query(queries -> queries.object(queries.bucket(bucket), name))
        .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.value()));
  }

  @Override
  public StoredHead head(StoredName name) throws StoreException {
    return index
        .query(queries -> queries.head(queries.bucket(bucket), name))
        .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.value()));
  }

  @Override
  public void delete(StoredName name) throws StoreException {
    deleteAll(List.of(name));
  }

  @Override
  public void deleteIf(StoredName name, WriteCondition condition) throws StoreException {
    contents.retire(index.commit(updates -> updates.delete(bucket, name, condition)));
  }

  @Override
  public Map<StoredName, StoreFault> deleteAll(List<StoredName> names) throws StoreException {
    if (names.size() > MAX_DELETES) {
      throw new IllegalArgumentException("at most 1000 objects at once, not " + names.size());
    }
    contents.retire(index.commit(updates -> delete(updates, names)));
    return Map.of();
  }

  private Leftovers delete(IndexUpdates updates, List<StoredName> names)
      throws SQLException, StoreException {
    List<Leftovers> deleted = new ArrayList<>();
    for (StoredName name : names) {
      deleted.add(updates.delete(bucket, name, WriteCondition.NONE));
    }
    return Leftovers.of(deleted);
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws StoreException {
    return index.query(queries -> IndexListing.page(queries, queries.bucket(bucket), request));
  }

  @Override
  public String copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    NewObject object = NewObject.of(source.size(), description);
    contents.retire(index.commit(updates -> updates.copy(source, bucket, name, object, condition)));
    return object.etag();
  }

  @Override
  public void purge(String prefix) throws StoreException {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("a purge has a prefix");
    }
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      after = purgeSome(prefix, after.get());
    }
  }

  /** Purges as much as a transaction should, and returns the last name if there may be more. */
  private Optional<String> purgeSome(String prefix, String after) throws StoreException {
    List<StoredName> names = new ArrayList<>();
    contents.retire(
        index.commit(
            updates -> {
              names.addAll(updates.names(bucket, prefix, after, PURGED_AT_ONCE));
              return delete(updates, names);
            }));
    return names.size() < PURGED_AT_ONCE
        ? Optional.empty()
        : Optional.of(names.get(names.size() - 1).value());
  }

  @Override
  public UploadStore uploads() {
    return new LocalUploads(bucket, index, contents);
  }

  @Override
  public TagStore tags() {
    return new LocalTags(bucket, index);
  }

  @Override
  public ArchiveStore archive() {
    return new LocalArchive(bucket, index);
  }
}
