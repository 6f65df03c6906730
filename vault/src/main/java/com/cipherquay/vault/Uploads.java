package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredUpload;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The multipart uploads of one bucket (FORMAT.md, "Multipart uploads"). All that an upload needs
 * lies in the store: any number of processes may work on one. Exceptions and entity tags are as in
 * {@link Vault}. Thread-safe.
 */
public final class Uploads {

  private final ObjectStore store;
  private final PathKeys keys;
  private final Clock clock;
  private final LongAdder undecryptable;
  private final UploadRecords records;
  private final PartWriter writer;
  private final UploadFinisher finisher;

  Uploads(ObjectStore store, PathKeys keys, Shared shared) {
    this.store = store;
    this.keys = keys;
    this.clock = shared.clock();
    this.undecryptable = shared.undecryptable();
    this.records = new UploadRecords(store, keys, shared.uploads());
    this.writer = new PartWriter(store, records, shared.held(), shared.clock());
    PartsReader parts = new PartsReader(store, keys.bucket(), shared.parts());
    this.finisher = new UploadFinisher(store, keys, records, parts);
  }

  /**
   * Begins a multipart upload.
   *
   * @param description what the object will have
   * @param checksum what the parts will carry
   * @return the id of the upload, which is the store's
   * @throws VaultException {@code KEY_TOO_LONG}, {@code METADATA_TOO_LARGE}, {@code TAG_TOO_LONG}
   */
  public String create(
      ObjectKey key, ObjectDescription description, Optional<UploadChecksum> checksum)
      throws IOException {
    StoredName name = keys.storedName(key);
    ObjectPath path = new ObjectPath(keys, key);
    DataKey dataKey = DataKey.random();
    WrappedKey wrapped = path.wrap(dataKey, WriteId.random());
    long now = clock.millis();
    ObjectRecord contents = new ObjectRecord(Optional.empty(), true, now, description.metadata());
    MetadataEnvelope envelope = MetadataEnvelope.seal(path, dataKey, wrapped, contents);
    StoredDescription described = TagCipher.describe(path, envelope.stored(), description);
    new Expiries(store, keys).note(key, wrapped.writeId(), description.metadata());
    StoredUpload stored = new StoredUpload(name, store.uploads().create(name, described));
    byte[] context = path.uploadContext(stored.id());
    UploadRecord.Contents sealed =
        new UploadRecord.Contents(
            checksum,
            now,
            described.tags().orElse(StoredTags.NONE),
            described.lock(),
            description.metadata().expiry());
    try {
      records.write(key, stored, UploadRecord.seal(dataKey, wrapped, context, sealed));
    } catch (IOException e) {
      abandon(stored, e);
      throw e;
    }
    return stored.id();
  }

  /** Begins an upload of an object that will have nothing but metadata beside its body. */
  public String create(ObjectKey key, ObjectMetadata metadata, Optional<UploadChecksum> checksum)
      throws IOException {
    return create(key, ObjectDescription.of(metadata), checksum);
  }

  /** Without its record nobody can go on with an upload. */
  private void abandon(StoredUpload stored, IOException reason) {
    try {
      store.uploads().abort(stored);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Reads which checksum the parts of an upload must carry: who makes a part of something else than
   * a client's upload has to compute it.
   *
   * @return empty if the upload was created without one
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  public Optional<UploadChecksum> checksum(ObjectKey key, String uploadId) throws IOException {
    return records.find(key, uploadId).checksum();
  }

  /**
   * Reads when the object that an upload makes ends by itself.
   *
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  public Optional<Instant> end(ObjectKey key, String uploadId) throws IOException {
    return records.find(key, uploadId).end();
  }

  /**
   * Puts a part of an upload, or replaces the one with its number. Parts may be put by many threads
   * and processes at once, in any order.
   *
   * @param number 1 to 10000
   * @return the part's entity tag, which the completion must name
   * @throws VaultException {@code ENTITY_TOO_LARGE}, {@code MISSING_CHECKSUM}
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   * @throws IOException unchanged, whatever the body's stream throws; then nothing was written
   */
  public String putPart(ObjectKey key, String uploadId, int number, PlaintextBody body)
      throws IOException {
    return writer.put(key, uploadId, number, body);
  }

  /**
   * Makes an object of parts and ends the upload. Once it has happened, asking for the same again
   * is answered the same, until the object is replaced.
   *
   * @throws VaultException {@code ENTITY_TOO_SMALL}, {@code INVALID_PART}, {@code WRONG_CHECKSUM},
   *     {@code WRONG_LENGTH}
   * @throws StoreException {@code NO_SUCH_UPLOAD}, {@code PRECONDITION_FAILED}, {@code CONFLICT}
   */
  public CompletedUpload complete(ObjectKey key, String uploadId, UploadCompletion completion)
      throws IOException {
    return finisher.complete(key, uploadId, completion);
  }

  /**
   * Ends an upload and drops its parts.
   *
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  public void abort(ObjectKey key, String uploadId) throws IOException {
    finisher.abort(key, uploadId);
  }

  /**
   * Lists the parts of an upload.
   *
   * @param after only parts with a greater number
   * @param limit 1 to 1000
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  public PartPage parts(ObjectKey key, String uploadId, int after, int limit) throws IOException {
    try {
      return new PartLister(store, records.find(key, uploadId)).page(after, limit);
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_UPLOAD) {
        records.forget(key, uploadId);
      }
      throw e;
    }
  }

  /** Lists the uploads in progress, in plaintext order. */
  public UploadPage list(UploadListRequest request) throws IOException {
    return list(request, Visibility.ALL);
  }

  /** As {@link #list(UploadListRequest)}, of a part of the bucket. */
  public UploadPage list(UploadListRequest request, Visibility visible) throws IOException {
    NameReader names = new NameReader(keys, undecryptable, visible);
    return new UploadLister(keys, names, request).page(store.uploads());
  }

  /**
   * Removes what lies beside uploads that are not in progress any more.
   *
   * @param age how long nothing of it was written
   * @return of how many uploads something was removed
   */
  int sweep(Duration age) throws IOException {
    return leftovers(age, prefix -> OwnObjects.purge(store, prefix));
  }

  /** Finds what {@link #sweep} would remove, and returns of how many uploads. */
  int leftovers(Duration age, UploadSweep.Leftovers found) throws IOException {
    return new UploadSweep(store, clock.instant().minus(age), found).run();
  }

  /** Whether an upload that the store has can be gone on with: its record is there and opens. */
  boolean hasRecord(ObjectKey key, String uploadId) throws IOException {
    try {
      return records.read(key, uploadId).stored().id().equals(uploadId);
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_UPLOAD) {
        return false;
      }
      throw e;
    }
  }
}
