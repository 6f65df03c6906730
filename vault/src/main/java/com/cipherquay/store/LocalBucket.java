package com.cipherquay.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
  private final Clock clock;

  LocalBucket(String bucket, Index index, Contents contents, Clock clock) {
    this.bucket = bucket;
    this.index = index;
    this.contents = contents;
    this.clock = clock;
  }

  /** The bucket that this is. */
  String bucket() {
    return bucket;
  }

  @Override
  public Written write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    NewObject object = NewObject.of(body.length(), description, clock);
    if (body.length() > Contents.INLINE_LIMIT) {
      // A large body is not pulled for nothing.
      StoredDescription unused = index.query(queries -> queries.bucket(bucket)).described(object);
    }
    Content content = contents.write(body);
    try {
      return written(
          object, index.commit(updates -> updates.write(bucket, name, object, content, condition)));
    } catch (StoreException e) {
      contents.refused(content, e);
      throw e;
    }
  }

  private Written written(NewObject object, IndexedWrite write) {
    contents.retire(write.leftovers());
    return new Written(object.etag(), write.versionId());
  }

  @Override
  public StoredObject read(StoredVersion version, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    IndexedObject object = find(version);
    while (true) {
      StoredHead head = object.head();
      if (ifMatch.isPresent() && !ifMatch.get().equals(head.etag())) {
        throw new StoreException(StoreFault.PRECONDITION_FAILED, ifMatch + " at " + version);
      }
      if (head.traits().isArchived()) {
        throw new StoreException(StoreFault.ARCHIVED, version + " was not restored");
      }
      ByteSpan span = ByteSpan.of(range, head.size());
      try {
        return new StoredObject(
            head, span.offset(), span.length(), contents.open(object.content(), span));
      } catch (NoSuchFileException e) {
        // The object was replaced or deleted between the look into the index and the opening of
        // the file; if the index has not changed since, the file is really lost.
        IndexedObject now = find(version);
        if (now.head().etag().equals(head.etag())) {
          throw new StoreException(
              StoreFault.BROKEN, "the content file of " + version + " is lost", e);
        }
        object = now;
      }
    }
  }

  private IndexedObject find(StoredVersion version) throws StoreException {
    return index.query(queries -> queries.object(bucket, version));
  }

  @Override
  public StoredHead head(StoredVersion object) throws StoreException {
    return index.query(queries -> queries.head(bucket, object));
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws StoreException {
    return delete(object, false);
  }

  /** As {@link #delete(StoredVersion)}, past a retention under {@code GOVERNANCE} or not. */
  StoredDeletion delete(StoredVersion object, boolean bypassGovernance) throws StoreException {
    Unlocking unlocking = new Unlocking(bypassGovernance, clock.instant());
    if (object.versionId().isPresent()) {
      VersionId.check(object.versionId().get());
    }
    return deleted(index.commit(updates -> updates.delete(bucket, object, unlocking)));
  }

  @Override
  public StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws StoreException {
    return deleted(index.commit(updates -> updates.deleteIf(bucket, name, condition)));
  }

  private StoredDeletion deleted(IndexedDeletion deletion) {
    contents.retire(deletion.leftovers());
    return deletion.deletion();
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws StoreException {
    return deleteAll(objects, false);
  }

  /** As {@link #deleteAll(List)}, past retentions under {@code GOVERNANCE} or not. */
  StoredDeletions deleteAll(List<StoredVersion> objects, boolean bypassGovernance)
      throws StoreException {
    if (objects.size() > MAX_DELETES) {
      throw new IllegalArgumentException("at most 1000 objects at once, not " + objects.size());
    }
    Unlocking unlocking = new Unlocking(bypassGovernance, clock.instant());
    Map<StoredVersion, StoredDeletion> deleted = new HashMap<>();
    Map<StoredVersion, StoreFault> failures = new HashMap<>();
    Leftovers left =
        index.commit(
            updates -> {
              IndexedBucket unused = updates.queries().bucket(bucket);
              List<Leftovers> all = new ArrayList<>();
              for (StoredVersion object : new LinkedHashSet<>(objects)) {
                if (!object.versionId().map(VersionId::isValid).orElse(true)) {
                  failures.put(object, StoreFault.INVALID_VERSION);
                  continue;
                }
                try {
                  IndexedDeletion deletion = updates.delete(bucket, object, unlocking);
                  all.add(deletion.leftovers());
                  deleted.put(object, deletion.deletion());
                } catch (StoreException e) {
                  if (e.fault() != StoreFault.LOCKED) {
                    throw e;
                  }
                  failures.put(object, e.fault());
                }
              }
              return Leftovers.of(all);
            });
    contents.retire(left);
    return new StoredDeletions(deleted, failures);
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws StoreException {
    return index.query(queries -> IndexListing.page(queries, queries.bucket(bucket).id(), request));
  }

  @Override
  public Written copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    NewObject object = NewObject.of(source.size(), description, clock);
    return written(
        object, index.commit(updates -> updates.copy(source, bucket, name, object, condition)));
  }

  @Override
  public void purge(String prefix) throws StoreException {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("a purge has a prefix");
    }
    Unlocking unlocking = new Unlocking(false, clock.instant());
    Optional<String> after = Optional.of("");
    List<StoredName> locked = new ArrayList<>();
    while (after.isPresent()) {
      after = purgeSome(prefix, after.get(), unlocking, locked);
    }
    if (!locked.isEmpty()) {
      throw new StoreException(StoreFault.LOCKED, "versions are locked of " + locked.get(0));
    }
  }

  /** Purges as much as a transaction should, and returns the last name if there may be more. */
  private Optional<String> purgeSome(
      String prefix, String after, Unlocking unlocking, List<StoredName> locked)
      throws StoreException {
    List<StoredName> names = new ArrayList<>();
    contents.retire(
        index.commit(
            updates -> {
              names.addAll(updates.names(bucket, prefix, after, PURGED_AT_ONCE));
              List<Leftovers> purged = new ArrayList<>();
              for (StoredName name : names) {
                VersionUpdates.Purged left = updates.purge(bucket, name, unlocking);
                purged.add(left.leftovers());
                if (left.locked()) {
                  locked.add(name);
                }
              }
              return Leftovers.of(purged);
            }));
    return names.size() < PURGED_AT_ONCE
        ? Optional.empty()
        : Optional.of(names.get(names.size() - 1).value());
  }

  @Override
  public UploadStore uploads() {
    return new LocalUploads(bucket, index, contents, clock);
  }

  @Override
  public TagStore tags() {
    return new LocalTags(bucket, index);
  }

  @Override
  public ArchiveStore archive() {
    return new LocalArchive(bucket, index);
  }

  @Override
  public VersionStore versions() {
    return new LocalVersions(bucket, index);
  }

  @Override
  public LifecycleStore lifecycle() {
    return new LocalLifecycle(bucket, index, contents);
  }

  @Override
  public LockStore locks() {
    return new LocalLocks(this, index, clock);
  }
}
