package com.cipherquay.proxy.operation;

import com.cipherquay.store.ArchiveStore;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.MemoryBucketStore;
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
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store in memory that can be told to fail, and to give bodies that were cut or changed; it knows
 * which bodies are still open.
 */
final class BrokenStore implements BucketStore {

  private final MemoryBucketStore store = new MemoryBucketStore();
  private Optional<StoreException> failure = Optional.empty();
  private Event beforeCopy = () -> {};
  private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
  private int cutAt = Integer.MAX_VALUE;
  private int flipAt = -1;

  /** What happens between two calls to the store. */
  @FunctionalInterface
  interface Event {
    void happen() throws IOException;
  }

  void beforeEveryCopy(Event event) {
    beforeCopy = event;
  }

  void fail(StoreFault fault, String message) {
    failure = Optional.of(new StoreException(fault, message));
  }

  void cutBodiesAt(int length) {
    cutAt = length;
  }

  void flipByteAt(int offset) {
    flipAt = offset;
  }

  int openBodies() {
    return open.size();
  }

  private void check() throws StoreException {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private InputStream broken(InputStream body) throws IOException {
    byte[] bytes = body.readAllBytes();
    if (flipAt >= 0 && flipAt < bytes.length) {
      bytes[flipAt] ^= 1;
    }
    InputStream given =
        new Tracked(new ByteArrayInputStream(Arrays.copyOf(bytes, Math.min(cutAt, bytes.length))));
    open.add(given);
    return given;
  }

  private final class Tracked extends FilterInputStream {

    Tracked(InputStream body) {
      super(body);
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      super.close();
    }
  }

  @Override
  public List<Bucket> buckets() throws IOException {
    check();
    return store.buckets();
  }

  @Override
  public void create(String bucket, boolean locks) throws IOException {
    check();
    store.create(bucket, locks);
  }

  @Override
  public void head(String bucket) throws IOException {
    check();
    store.head(bucket);
  }

  @Override
  public void delete(String bucket) throws IOException {
    check();
    store.delete(bucket);
  }

  @Override
  public ObjectStore open(String bucket) {
    return new Objects(store.open(bucket));
  }

  @Override
  public void close() {
    store.close();
  }

  private final class Objects implements ObjectStore {

    private final ObjectStore objects;

    Objects(ObjectStore objects) {
      this.objects = objects;
    }

    @Override
    public Written write(
        StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
        throws IOException {
      check();
      return objects.write(name, body, description, condition);
    }

    @Override
    public StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
        throws IOException {
      check();
      StoredObject found = objects.read(object, range, ifMatch);
      return new StoredObject(found.head(), found.offset(), found.length(), broken(found.body()));
    }

    @Override
    public StoredHead head(StoredVersion object) throws IOException {
      check();
      return objects.head(object);
    }

    @Override
    public StoredDeletion delete(StoredVersion object) throws IOException {
      check();
      return objects.delete(object);
    }

    @Override
    public StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws IOException {
      check();
      return objects.deleteIf(name, condition);
    }

    @Override
    public StoredDeletions deleteAll(List<StoredVersion> all) throws IOException {
      check();
      return objects.deleteAll(all);
    }

    @Override
    public StoredPage list(StoredPageRequest request) throws IOException {
      check();
      return objects.list(request);
    }

    @Override
    public Written copy(
        StoredSource source,
        StoredName name,
        StoredDescription description,
        WriteCondition condition)
        throws IOException {
      check();
      beforeCopy.happen();
      return objects.copy(source, name, description, condition);
    }

    @Override
    public void purge(String prefix) throws IOException {
      check();
      objects.purge(prefix);
    }

    @Override
    public UploadStore uploads() {
      return objects.uploads();
    }

    @Override
    public TagStore tags() {
      return objects.tags();
    }

    @Override
    public ArchiveStore archive() {
      return objects.archive();
    }

    @Override
    public VersionStore versions() {
      return objects.versions();
    }

    @Override
    public LifecycleStore lifecycle() {
      return objects.lifecycle();
    }

    @Override
    public LockStore locks() {
      return objects.locks();
    }
  }
}
