package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * One bucket in plaintext.
 *
 * <p>Every method throws {@link StoreException} for what the store refuses ({@code NO_SUCH_OBJECT},
 * {@code PRECONDITION_FAILED}, ...) and {@link VaultException} for what the vault refuses. Entity
 * tags are those of clients, without quotes, everywhere in this class. Thread-safe.
 */
public final class Vault {

  private final ObjectStore store;
  private final PathKeys paths;
  private final Clock clock;
  private final ObjectWriter writer;
  private final ObjectReader reader;
  private final ObjectCopier copier;
  private final Listing listing;
  private final Versions versions;
  private final Uploads uploads;
  private final BucketDocuments documents;
  private final Tags tags;
  private final Lifecycle lifecycle;
  private final Locks locks;

  Vault(ObjectStore store, PathKeys paths, Shared shared) {
    this(paths, shared, new NotingStore(store, paths.bucket(), shared.directories()));
  }

  private Vault(PathKeys paths, Shared shared, ObjectStore store) {
    this.store = store;
    this.paths = paths;
    this.clock = shared.clock();
    this.writer = new ObjectWriter(store, paths, shared.clock());
    this.reader = new ObjectReader(store, paths, shared.parts(), shared.clock());
    this.copier = new ObjectCopier(store, paths, shared, writer);
    this.listing = new Listing(store, paths, shared);
    this.versions = new Versions(store, paths, shared.undecryptable());
    this.uploads = new Uploads(store, paths, shared);
    this.documents = new BucketDocuments(store, paths, shared.documents());
    this.tags = new Tags(store.tags(), paths, shared.undecryptable());
    this.lifecycle = new Lifecycle(store.lifecycle(), paths);
    this.locks = new Locks(store, paths);
  }

  /**
   * Creates or replaces an object with one call to the store, all or nothing.
   *
   * @param description what the object has beside its body; its checksums are those known before
   *     the body
   * @param body read to its end of stream, not closed
   * @param condition {@code IfMatch} holds an entity tag as clients know it
   * @return the new entity tag and version
   * @throws VaultException {@code KEY_TOO_LONG}, {@code METADATA_TOO_LARGE}, {@code TAG_TOO_LONG},
   *     {@code ENTITY_TOO_LARGE}
   * @throws IOException unchanged, whatever the body's stream throws; then nothing was written
   */
  public Written put(
      ObjectKey key, ObjectDescription description, PlaintextBody body, WriteCondition condition)
      throws IOException {
    return EntityTag.forClients(writer.put(key, description, body, EntityTag.forStore(condition)));
  }

  /** Puts an object that has nothing but metadata beside its body. */
  public Written put(
      ObjectKey key, ObjectMetadata metadata, PlaintextBody body, WriteCondition condition)
      throws IOException {
    return put(key, ObjectDescription.of(metadata), body, condition);
  }

  /**
   * Opens an object; its first segment is authenticated when this returns.
   *
   * @throws UnsatisfiableRangeException if the range lies outside the object
   * @throws VaultException {@code CORRUPT}, {@code NOT_ENCRYPTED}, {@code UNKNOWN_EPOCH}
   */
  public VaultObject get(ObjectVersion object, ByteRange range) throws IOException {
    return reader.get(object, range);
  }

  /** As {@link #get(ObjectVersion, ByteRange)}, of the current version. */
  public VaultObject get(ObjectKey key, ByteRange range) throws IOException {
    return get(ObjectVersion.current(key), range);
  }

  /**
   * Reads the metadata and the length of an object.
   *
   * @throws VaultException {@code CORRUPT}, {@code NOT_ENCRYPTED}, {@code UNKNOWN_EPOCH}
   */
  public ObjectInfo head(ObjectVersion object) throws IOException {
    return reader.head(object);
  }

  /** As {@link #head(ObjectVersion)}, of the current version. */
  public ObjectInfo head(ObjectKey key) throws IOException {
    return head(ObjectVersion.current(key));
  }

  /**
   * As {@link #head}, with all checksums: those of a large object that was put in one piece may
   * need a second call to the store.
   */
  public ObjectInfo describe(ObjectVersion object) throws IOException {
    return reader.describe(object);
  }

  /** As {@link #describe(ObjectVersion)}, of the current version. */
  public ObjectInfo describe(ObjectKey key) throws IOException {
    return describe(ObjectVersion.current(key));
  }

  /**
   * Deletes an object, without naming a version, that a condition holds of.
   *
   * @param condition {@code IfMatch} holds an entity tag as clients know it
   * @throws StoreException {@code PRECONDITION_FAILED}, also if there is no object
   */
  public StoredDeletion delete(ObjectKey key, WriteCondition condition) throws IOException {
    return condition instanceof WriteCondition.Always
        ? delete(key)
        : store.deleteIf(paths.storedName(key), EntityTag.forStore(condition));
  }

  /**
   * Deletes an object; no error if there is none. Where the bucket keeps versions this makes a
   * delete marker, unless a version is named.
   */
  public StoredDeletion delete(ObjectVersion object) throws IOException {
    return store.delete(stored(object));
  }

  private StoredVersion stored(ObjectVersion object) throws VaultException {
    return new StoredVersion(paths.storedName(object.key()), object.versionId());
  }

  /** As {@link #delete(ObjectVersion)}, without naming a version. */
  public StoredDeletion delete(ObjectKey key) throws IOException {
    return delete(ObjectVersion.current(key));
  }

  /** Deletes up to 1000 objects with one call to the store, each for itself. */
  public DeletedObjects deleteAll(List<ObjectVersion> objects) throws IOException {
    return new ObjectDeletion(paths, objects).run(store::deleteAll);
  }

  /**
   * Lists one page. In stored order it costs one call to the store if the prefix is empty or ends
   * in {@code /}; in sorted order the directories are read from which it comes, and are remembered.
   *
   * @throws VaultException {@code INVALID_TOKEN}; {@code CORRUPT} if the store's pages are out of
   *     order
   */
  public ListPage list(ListRequest request) throws IOException {
    return listing.page(request);
  }

  /** As {@link #list(ListRequest)}, of a part of the bucket. */
  public ListPage list(ListRequest request, Visibility visible) throws IOException {
    return listing.page(request, visible);
  }

  /**
   * Gets one part of an object by its place among the parts, counted from 1. An object put in one
   * piece has one part.
   *
   * @throws VaultException {@code NO_SUCH_PART}, and as {@link #get}
   */
  public VaultObject getPart(ObjectVersion object, int part) throws IOException {
    return reader.getPart(object, part);
  }

  /** As {@link #getPart(ObjectVersion, int)}, of the current version. */
  public VaultObject getPart(ObjectKey key, int part) throws IOException {
    return getPart(ObjectVersion.current(key), part);
  }

  /**
   * Says where one part of an object lies, counted as by {@link #getPart}.
   *
   * @throws VaultException {@code NO_SUCH_PART}, and as {@link #head}
   */
  public PartInfo headPart(ObjectVersion object, int part) throws IOException {
    return reader.headPart(object, part);
  }

  /** As {@link #headPart(ObjectVersion, int)}, of the current version. */
  public PartInfo headPart(ObjectKey key, int part) throws IOException {
    return headPart(ObjectVersion.current(key), part);
  }

  /**
   * Looks at an object in order to copy it, with one call to the store; one more if it was put in
   * parts.
   *
   * @throws VaultException as {@link #head}
   */
  public CopySource source(ObjectVersion object) throws IOException {
    return reader.source(object);
  }

  /** As {@link #source(ObjectVersion)}, of the current version. */
  public CopySource source(ObjectKey key) throws IOException {
    return source(ObjectVersion.current(key));
  }

  /**
   * Copies an object, also from another bucket of the same store. The body stays in the store; only
   * the data key is wrapped anew. Tags that go along to another bucket cost one more call.
   *
   * @param description what the copy has beside its body; its checksums are those of the source in
   *     any case
   * @param condition decided on the object that is replaced; {@code IfMatch} holds an entity tag as
   *     clients know it
   * @return the copy's entity tag and version
   * @throws StoreException {@code SOURCE_CHANGED}
   */
  public Written copy(
      CopySource source, ObjectKey key, CopyDescription description, WriteCondition condition)
      throws IOException {
    WriteCondition stored = EntityTag.forStore(condition);
    return EntityTag.forClients(copier.copy(source, key, description, stored));
  }

  /** Makes a copy with the tags of its source. */
  public Written copy(
      CopySource source, ObjectKey key, Optional<ObjectMetadata> metadata, WriteCondition condition)
      throws IOException {
    return copy(
        source,
        key,
        new CopyDescription(metadata, Optional.empty(), StorageClass.STANDARD),
        condition);
  }

  /** Deletes the objects that have ended by themselves, and returns how many. */
  int sweepEnded() throws IOException {
    return new ExpirySweep(store, paths, clock.instant()).run();
  }

  /** Does what the lifecycle rules ask for, if the store leaves it to us, and returns how much. */
  long followRules() throws IOException {
    return store.lifecycle().follow(clock.instant());
  }

  /** The lifecycle rules of this bucket. No call to the store. */
  public Lifecycle lifecycle() {
    return lifecycle;
  }

  /** The versions of the objects of this bucket. No call to the store. */
  public Versions versions() {
    return versions;
  }

  /** The multipart uploads of this bucket. No call to the store. */
  public Uploads uploads() {
    return uploads;
  }

  /** What this bucket is configured with. No call to the store. */
  public BucketDocuments documents() {
    return documents;
  }

  /**
   * Asks the store to make an archived object readable for some days.
   *
   * @param tier how fast, in S3's words
   * @return whether it was so already, and only the time changes
   * @throws StoreException as {@link com.cipherquay.store.ArchiveStore#restore}
   */
  public boolean restore(ObjectVersion object, int days, Optional<String> tier) throws IOException {
    return store.archive().restore(stored(object), days, tier);
  }

  /** The tags of the objects of this bucket. No call to the store. */
  public Tags tags() {
    return tags;
  }

  /** The locks on the versions of the objects of this bucket. No call to the store. */
  public Locks locks() {
    return locks;
  }
}
