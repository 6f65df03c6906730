package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.StoredTraits;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The upkeep of one bucket by its owner: walks all that lies in it and takes its objects to newer
 * keys, one by one. Exceptions are as in {@link Vault}. Thread-safe.
 */
public final class Upkeep {

  private static final Set<StoreFault> GONE =
      EnumSet.of(StoreFault.NO_SUCH_OBJECT, StoreFault.NO_SUCH_VERSION, StoreFault.DELETE_MARKER);

  private static final Set<StoreFault> CHANGED =
      EnumSet.of(StoreFault.SOURCE_CHANGED, StoreFault.PRECONDITION_FAILED, StoreFault.CONFLICT);

  private final ObjectStore store;
  private final PathKeys keys;
  private final Shared shared;
  private final Clock clock;
  private final ObjectReader reader;
  private final ObjectCopier copier;
  private final ReservedCheck reserved;

  Upkeep(ObjectStore store, PathKeys keys, Shared shared) {
    this.store = store;
    this.keys = keys;
    this.shared = shared;
    this.clock = shared.clock();
    this.reader = new ObjectReader(store, keys, shared.parts(), clock);
    this.copier =
        new ObjectCopier(store, keys, shared, new ObjectWriter(store, keys, shared.clock()));
    this.reserved = new ReservedCheck(store, keys, shared);
  }

  /**
   * A walk through the bucket. No call to the store.
   *
   * @param directory plaintext, ending in {@code /}; empty for all of the bucket
   * @param after the stored name after which it begins; empty for the beginning
   * @throws VaultException {@code KEY_TOO_LONG} if no object can be in the directory
   */
  public ObjectWalk walk(String directory, String after) throws VaultException {
    if (!PathKeys.canHoldObjects(directory)) {
      throw new VaultException(VaultFault.KEY_TOO_LONG, "no object can be in this directory");
    }
    String prefix = keys.directory(directory).stored();
    StoredPageRequest first = new StoredPageRequest(prefix, false, after, ObjectWalk.PAGE);
    return new ObjectWalk(
        new StoredWalk(store, first), new NameReader(keys, shared.undecryptable()));
  }

  /** The epoch under which an object would be written now, unsigned. */
  public int currentEpoch(ObjectKey key) {
    return keys.currentEpoch(key);
  }

  /**
   * Takes an object to the newest epoch: its data key is wrapped anew, and its body stays in the
   * store. One call, and one more, which copies, if its epoch is older; and those for its tags.
   */
  public UpkeepOutcome rewrap(FoundObject found) throws IOException {
    return eachObject(found, this::rewrap);
  }

  /**
   * Encrypts an object anew, under a new data key and the newest epoch: its body is read and
   * written, as a stream.
   */
  public UpkeepOutcome reencrypt(FoundObject found) throws IOException {
    return eachObject(found, this::reencrypt);
  }

  /**
   * Encrypts an object anew if its body came from another object by a copy, or by several: it
   * shares its data key with that, and the headers in it have that key for whoever has the keys of
   * the other. One more call to the store than to look at its metadata.
   */
  public UpkeepOutcome separate(FoundObject found) throws IOException {
    return eachObject(
        found, (key, object) -> isCopy(object) ? reencrypt(key, object) : UpkeepOutcome.CURRENT);
  }

  /**
   * Looks whether an object is whole: its metadata, how it is made up, its size.
   *
   * @param body whether its body is read and authenticated to its end too
   * @throws VaultException {@code CORRUPT}, {@code NOT_ENCRYPTED}, {@code UNKNOWN_EPOCH}
   */
  public CheckedObject check(FoundObject found, boolean body) throws IOException {
    return new ObjectCheck(reader, keys).check(found, body);
  }

  /**
   * Looks whether what lies under a reserved name is a vault's own, except for what belongs to
   * uploads.
   *
   * @return what is wrong; empty if nothing is
   */
  public Optional<String> checkReserved(FoundObject found) throws IOException {
    return reserved.check(found);
  }

  /**
   * Looks for what is left of uploads: what lies beside some that are over, and uploads in progress
   * that nobody can go on with.
   *
   * @param age how long nothing of it was written
   */
  public List<LostUpload> lostUploads(Duration age) throws IOException {
    return reserved.lostUploads(age);
  }

  /**
   * Ends the uploads in progress, of objects of this vault, that were begun some time ago, and
   * drops their parts.
   *
   * @return how many
   */
  public int abortUploads(Duration age) throws IOException {
    return reserved.abortUploads(age);
  }

  /**
   * Removes the notes of copies that are not there any more.
   *
   * @param age how long ago a note was written at least
   * @return how many
   */
  public int sweepCopies(Duration age) throws IOException {
    return new CopySweep(store, keys, clock.instant().minus(age)).run();
  }

  /**
   * What an inventory of this bucket, or of a directory of it, says first.
   *
   * @param directory plaintext, empty or ending in {@code /}
   */
  public InventoryHead inventoryHead(String directory) {
    return InventoryHead.of(keys, keys.directory(directory).stored(), clock.instant());
  }

  /**
   * The plaintext of the directory that an inventory is of.
   *
   * @throws VaultException {@code CORRUPT} if it is none of this bucket
   */
  public String directory(InventoryHead head) throws VaultException {
    return keys.decryptDirectory(head.prefix())
        .map(Directory::path)
        .orElseThrow(
            () -> new VaultException(VaultFault.CORRUPT, "the inventory is of no directory here"));
  }

  /** The object key behind a stored name; empty if this vault did not make it. */
  public Optional<ObjectKey> key(String storedName) {
    return keys.decrypt(storedName);
  }

  /**
   * What an inventory says of an object, with one call to the store; empty if it is gone. Of one
   * that does not open it says just that.
   */
  public Optional<InventoryEntry> inventory(FoundObject found) throws IOException {
    ObjectKey key = found.key().orElseThrow(IllegalArgumentException::new);
    try {
      StoredHead head = store.head(new StoredName(found.storedName()));
      OpenedObject object = OpenedObject.open(new ObjectPath(keys, key), head);
      if (object.hasEnded(clock.instant())) {
        return Optional.empty();
      }
      return Optional.of(new InventoryEntry(found.storedName(), Optional.of(object.write())));
    } catch (VaultException e) {
      return Optional.of(new InventoryEntry(found.storedName(), Optional.empty()));
    } catch (StoreException e) {
      if (GONE.contains(e.fault())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What is done with an object whose metadata is authenticated. */
  @FunctionalInterface
  private interface Work {
    UpkeepOutcome on(ObjectKey key, OpenedObject object) throws IOException;
  }

  private UpkeepOutcome eachObject(FoundObject found, Work work) throws IOException {
    if (found.key().isEmpty()) {
      return UpkeepOutcome.FOREIGN;
    }
    ObjectKey key = found.key().get();
    try {
      StoredHead head = store.head(new StoredName(found.storedName()));
      OpenedObject object = OpenedObject.open(new ObjectPath(keys, key), head);
      return object.hasEnded(clock.instant()) ? UpkeepOutcome.GONE : work.on(key, object);
    } catch (StoreException e) {
      return outcome(e);
    }
  }

  private static UpkeepOutcome outcome(StoreException e) throws StoreException {
    if (GONE.contains(e.fault())) {
      return UpkeepOutcome.GONE;
    }
    if (CHANGED.contains(e.fault())) {
      return UpkeepOutcome.CHANGED;
    }
    if (e.fault() == StoreFault.ARCHIVED) {
      return UpkeepOutcome.ARCHIVED;
    }
    throw e;
  }

  private UpkeepOutcome rewrap(ObjectKey key, OpenedObject object) throws IOException {
    if (isCurrent(object)) {
      return UpkeepOutcome.CURRENT;
    }
    Optional<UpkeepOutcome> obstacle = obstacle(object.head().traits());
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    CopySource source = new CopySource(reader, object, Optional.empty(), stored(key, object));
    copier.copy(source, key, unchanged(object), unreplaced(object));
    return UpkeepOutcome.DONE;
  }

  private UpkeepOutcome reencrypt(ObjectKey key, OpenedObject object) throws IOException {
    Optional<UpkeepOutcome> obstacle = obstacle(object.head().traits());
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    // Looked at once more, with its parts; what is written is under a condition in any case.
    CopySource source = reader.source(ObjectVersion.current(key));
    copier.reencrypt(source, key, unchanged(object), unreplaced(source.object()));
    // A note has the data key that it had.
    WriteId before = source.object().writeId();
    OwnObjects.purge(store, CopyNote.name(keys.storedName(key).value(), before).value());
    return UpkeepOutcome.DONE;
  }

  private boolean isCopy(OpenedObject object) throws IOException {
    ByteRange first = new ByteRange.Between(0, PartHeader.LENGTH - 1);
    StoredHead head = object.head();
    StoredName name = keys.storedName(object.path().key());
    try (StoredObject read = store.read(name, first, Optional.of(head.etag()))) {
      PartHeader header = PartHeader.parse(read.body().readNBytes(PartHeader.LENGTH));
      return object.path().tryUnwrap(header.origin()).isEmpty();
    }
  }

  private boolean isCurrent(OpenedObject object) {
    return object.wrapped().epoch() == currentEpoch(object.path().key());
  }

  /** Why an object is left as it is. */
  private Optional<UpkeepOutcome> obstacle(StoredTraits traits) {
    if (traits.lock().holds(clock.instant(), false)) {
      return Optional.of(UpkeepOutcome.LOCKED);
    }
    boolean archived = traits.storageClass().isArchive() && traits.restoration().isEmpty();
    return archived ? Optional.of(UpkeepOutcome.ARCHIVED) : Optional.empty();
  }

  private StoredSource stored(ObjectKey key, OpenedObject object) throws VaultException {
    StoredHead head = object.head();
    StoredVersion version = StoredVersion.current(keys.storedName(key));
    return new StoredSource(keys.bucket(), version, head.etag(), head.size());
  }

  /** All that the object has beside its body. */
  private static CopyDescription unchanged(OpenedObject object) {
    StorageClass storageClass = object.head().traits().storageClass();
    return new CopyDescription(Optional.empty(), Optional.empty(), storageClass);
  }

  private static WriteCondition unreplaced(OpenedObject object) {
    return new WriteCondition.IfMatch(object.head().etag());
  }
}
