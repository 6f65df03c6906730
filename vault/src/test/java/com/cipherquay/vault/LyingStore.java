package com.cipherquay.vault;

import com.cipherquay.store.ArchiveStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A store that changes what it answers. */
final class LyingStore implements ObjectStore {

  private final ObjectStore store;

  /** Applied to every answer with a body. */
  UnaryOperator<StoredObject> onRead = UnaryOperator.identity();

  /** Applied to every answer without a body. */
  UnaryOperator<StoredHead> onHead = UnaryOperator.identity();

  /** Applied to every range that is asked for, after the vault asked. */
  UnaryOperator<ByteRange> onRange = UnaryOperator.identity();

  /** Applied to every source of a copy, after the vault asked. */
  UnaryOperator<StoredSource> onCopy = UnaryOperator.identity();

  /** Whether reads go on though the object has another entity tag. */
  boolean ignoresConditions;

  /** Stands in for its uploads. */
  UnaryOperator<UploadStore> onUploads = UnaryOperator.identity();

  /** Stands in for its versions. */
  UnaryOperator<VersionStore> onVersions = UnaryOperator.identity();

  /** Whether it fails where objects are to be purged. */
  boolean refusesPurges;

  /** Whether it forgets the tags of copies. */
  boolean forgetsTags;

  /** Whether it fails where anything but what the vault keeps for itself is to be written. */
  boolean refusesObjects;

  /** Whether it fails where an object is to be written. */
  boolean refusesWrites;

  LyingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    Optional<String> condition = ignoresConditions ? Optional.empty() : ifMatch;
    return onRead.apply(store.read(object, onRange.apply(range), condition));
  }

  @Override
  public StoredHead head(StoredVersion object) throws IOException {
    return onHead.apply(store.head(object));
  }

  @Override
  public Written write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    if (refusesWrites || (refusesObjects && !name.value().startsWith("."))) {
      throw new StoreException(StoreFault.UNAVAILABLE, "no writes");
    }
    return store.write(name, body, description, condition);
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
  public StoredPage list(StoredPageRequest request) throws IOException {
    return store.list(request);
  }

  @Override
  public Written copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    StoredDescription kept = forgetsTags ? description.with(StoredTags.NONE) : description;
    return store.copy(onCopy.apply(source), name, kept, condition);
  }

  @Override
  public void purge(String prefix) throws IOException {
    if (refusesPurges) {
      throw new StoreException(StoreFault.UNAVAILABLE, "no purges");
    }
    store.purge(prefix);
  }

  @Override
  public UploadStore uploads() {
    return onUploads.apply(store.uploads());
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
    return onVersions.apply(store.versions());
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
