package com.cipherquay.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One flat namespace of ciphertext objects: a bucket of the local store or of an upstream S3.
 *
 * <p>Every method is one call to the store. Every method throws {@link StoreException} for the
 * store's own refusals and failures. Implementations are thread-safe and hold no state per caller.
 * After a write, delete or copy returned, every later read and listing through the same store sees
 * it.
 */
public interface ObjectStore {

  /**
   * Creates or replaces an object, all or nothing.
   *
   * @throws StoreException {@code PRECONDITION_FAILED} or {@code CONFLICT} if the condition does
   *     not hold; {@code TAGS_UNSUPPORTED} if there are tags and the store has none; {@code
   *     CLASS_UNSUPPORTED}; {@code LOCK_UNSUPPORTED} or {@code NO_LOCK_CONFIGURATION} if there is a
   *     lock and the store or the bucket has none
   * @throws IOException unchanged, whatever the body's stream throws; then nothing was written
   */
  Written write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException;

  /** Writes an object that has nothing but metadata beside its body. */
  default Written write(
      StoredName name, StoredBody body, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    return write(name, body, StoredDescription.of(metadata), condition);
  }

  /**
   * Opens an object for reading.
   *
   * @param ifMatch the entity tag (without quotes) that the object must have
   * @throws StoreException {@code NO_SUCH_OBJECT}, {@code RANGE_NOT_SATISFIABLE}, {@code
   *     PRECONDITION_FAILED}, {@code ARCHIVED}; if a version is named, {@code NO_SUCH_VERSION},
   *     {@code DELETE_MARKER}, {@code INVALID_VERSION}
   */
  StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
      throws IOException;

  /** As {@link #read(StoredVersion, ByteRange, Optional)}, of the current version. */
  default StoredObject read(StoredName name, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    return read(StoredVersion.current(name), range, ifMatch);
  }

  /**
   * Reads what the store says of an object, without its body.
   *
   * @throws StoreException {@code NO_SUCH_OBJECT}; if a version is named, {@code NO_SUCH_VERSION},
   *     {@code DELETE_MARKER}, {@code INVALID_VERSION}
   */
  StoredHead head(StoredVersion object) throws IOException;

  /** As {@link #head(StoredVersion)}, of the current version. */
  default StoredHead head(StoredName name) throws IOException {
    return head(StoredVersion.current(name));
  }

  /**
   * Deletes an object; no error if there is none. Where the bucket keeps versions this makes a
   * delete marker; a version that is named is gone for good, and the one before it current if it
   * was the current one.
   *
   * @throws StoreException {@code INVALID_VERSION}; {@code LOCKED} if the version that is named is
   */
  StoredDeletion delete(StoredVersion object) throws IOException;

  /** As {@link #delete(StoredVersion)}, without naming a version. */
  default StoredDeletion delete(StoredName name) throws IOException {
    return delete(StoredVersion.current(name));
  }

  /**
   * Deletes an object, without naming a version, that a condition holds of.
   *
   * <p>One call to the store; before it, one to look, because some stores ignore the condition. On
   * those what is written in between is deleted.
   *
   * @throws StoreException {@code PRECONDITION_FAILED}, also if there is no object
   */
  StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws IOException;

  /** Deletes up to 1000 objects as {@link #delete(StoredVersion)} does, each for itself. */
  StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException;

  /** Lists one page. */
  StoredPage list(StoredPageRequest request) throws IOException;

  /**
   * Creates or replaces an object with the body of another, which stays within the store. The
   * source may be the object itself: then only what it has beside its body changes.
   *
   * <p>One call to the store, or, if the source is larger than the store copies at once, some.
   *
   * @param description what the copy gets instead of the source's
   * @throws StoreException {@code NO_SUCH_OBJECT}, {@code NO_SUCH_VERSION} or {@code
   *     NO_SUCH_BUCKET} for the source; {@code SOURCE_CHANGED} if it has another tag; {@code
   *     PRECONDITION_FAILED} or {@code CONFLICT} if the condition does not hold of the object that
   *     is replaced; {@code TAGS_UNSUPPORTED} if there are tags in the description and the store
   *     has none; {@code CLASS_UNSUPPORTED}; {@code ARCHIVED} for the source; {@code
   *     LOCK_UNSUPPORTED} and {@code NO_LOCK_CONFIGURATION} as {@link #write}
   */
  Written copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException;

  /** Makes a copy with metadata of its own and the tags of its source. */
  default Written copy(
      StoredSource source, StoredName name, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    return copy(source, name, StoredDescription.of(metadata), condition);
  }

  /**
   * Deletes all objects whose names start with a prefix, with all that a store with versions keeps
   * of them: no older version and no delete marker remains. No error if there is none. Versions
   * that are locked stay behind a delete marker, so that no listing of objects shows them.
   *
   * <p>Some calls to the store for every thousand objects.
   *
   * @param prefix not empty
   * @throws StoreException {@code LOCKED} if something stays; all else is gone
   */
  void purge(String prefix) throws IOException;

  /** The multipart uploads of this namespace. No call to the store. */
  UploadStore uploads();

  /** The tags of the objects of this namespace. No call to the store. */
  TagStore tags();

  /** The archived objects of this namespace. No call to the store. */
  ArchiveStore archive();

  /** The versions of the objects of this namespace. No call to the store. */
  VersionStore versions();

  /** The lifecycle rules of this namespace. No call to the store. */
  LifecycleStore lifecycle();

  /** The locks on those versions. No call to the store. */
  LockStore locks();
}
