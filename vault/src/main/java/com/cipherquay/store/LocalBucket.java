package com.cipherquay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The objects of one bucket of the local store. */
final class LocalBucket implements ObjectStore {

  /** The largest body that is kept in the index, in bytes; src/docs/decisions/0001 says why. */
  static final int INLINE_LIMIT = 32 * 1024;

  private static final int MAX_DELETES = 1000;

  private final String bucket;
  private final Index index;
  private final ContentFiles files;
  private final PendingFiles pending;

  LocalBucket(String bucket, Index index, ContentFiles files, PendingFiles pending) {
    this.bucket = bucket;
    this.index = index;
    this.files = files;
    this.pending = pending;
  }

  @Override
  public String write(
      StoredName name, StoredBody body, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    if (body.length() <= INLINE_LIMIT) {
      Content content = new Content.Inline(BodyPump.array(body));
      return commit(name, newObject(body, metadata, content), condition);
    }
    // A large body is not pulled for nothing.
    index.query(queries -> queries.bucket(bucket));
    String id = pending.reserve();
    writeFile(id, body);
    try {
      return commit(name, newObject(body, metadata, new Content.InFile(id)), condition);
    } catch (StoreException e) {
      // After any other fault the commit may yet turn out to be on the disk, with the file in it:
      // then only the next start can tell.
      if (e.fault() == StoreFault.PRECONDITION_FAILED || e.fault() == StoreFault.NO_SUCH_BUCKET) {
        pending.discard(id);
      }
      throw e;
    }
  }

  private void writeFile(String id, StoredBody body) throws IOException {
    boolean written = false;
    try {
      files.write(id, body);
      written = true;
    } finally {
      if (!written) {
        pending.discard(id);
      }
    }
  }

  private static IndexedObject newObject(
      StoredBody body, StoredMetadata metadata, Content content) {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    String etag = HexFormat.of().formatHex(random);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new IndexedObject(new StoredHead(etag, body.length(), now, metadata), content);
  }

  private String commit(StoredName name, IndexedObject object, WriteCondition condition)
      throws StoreException {
    Optional<String> replaced =
        index.commit(updates -> updates.write(bucket, name, object, condition));
    pending.retire(replaced.stream().toList());
    return object.head().etag();
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
      ByteSpan span = ByteSpan.of(range, head.size());
      try {
        return new StoredObject(head, span.offset(), span.length(), open(object.content(), span));
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

  private InputStream open(Content content, ByteSpan span) throws IOException {
    if (content instanceof Content.InFile inFile) {
      return files.open(inFile.id(), span);
    }
    return ((Content.Inline) content).open(span);
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
  public Map<StoredName, StoreFault> deleteAll(List<StoredName> names) throws StoreException {
    if (names.size() > MAX_DELETES) {
      throw new IllegalArgumentException("at most 1000 objects at once, not " + names.size());
    }
    List<String> deleted =
        index.commit(
            updates -> {
              List<String> contents = new ArrayList<>();
              for (StoredName name : names) {
                updates.delete(bucket, name).ifPresent(contents::add);
              }
              return contents;
            });
    pending.retire(deleted);
    return Map.of();
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws StoreException {
    return index.query(queries -> IndexListing.page(queries, queries.bucket(bucket), request));
  }

  @Override
  public String copy(
      StoredSource source, StoredName name, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    throw new StoreException(StoreFault.UNSUPPORTED, "copy");
  }

  @Override
  public void purge(String prefix) throws IOException {
    throw new StoreException(StoreFault.UNSUPPORTED, "purge");
  }

  @Override
  public UploadStore uploads() {
    throw new UnsupportedOperationException("uploads");
  }
}
