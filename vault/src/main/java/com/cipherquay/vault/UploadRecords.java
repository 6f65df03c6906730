package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredUpload;
import java.io.IOException;
import java.util.Optional;

/** The records of the uploads of one bucket, in the store and remembered. Thread-safe. */
final class UploadRecords {

  private final ObjectStore store;
  private final PathKeys keys;
  private final UploadCache cache;

  UploadRecords(ObjectStore store, PathKeys keys, UploadCache cache) {
    this.store = store;
    this.keys = keys;
    this.cache = cache;
  }

  /**
   * An upload as the store knows it; whether there is one only the store can tell.
   *
   * @throws StoreException {@code NO_SUCH_UPLOAD} if there can be none of this id
   */
  StoredUpload stored(ObjectKey key, String uploadId) throws IOException {
    if (uploadId.isEmpty()) {
      throw none("an empty upload id");
    }
    return new StoredUpload(keys.storedName(key), uploadId);
  }

  /** The tokens of an upload whose data key is known. */
  PartTokens tokens(ObjectPath path, DataKey key, WriteId id, String uploadId) {
    return PartTokens.of(key, id, path.vaultId(), uploadId);
  }

  /** Writes the record of an upload that the store has just begun. */
  void write(ObjectKey key, StoredUpload stored, UploadRecord record) throws IOException {
    byte[] bytes = record.bytes();
    OwnObjects.write(store, UploadFolder.of(stored.id()).record(), bytes);
    open(key, stored, bytes).ifPresent(upload -> cache.remember(keys.bucket(), key, upload));
  }

  /**
   * An upload that was in progress when its record was last read, maybe by another request.
   *
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  OpenedUpload find(ObjectKey key, String uploadId) throws IOException {
    Optional<OpenedUpload> known = cache.find(keys.bucket(), key, uploadId);
    return known.isPresent() ? known.get() : read(key, uploadId);
  }

  /**
   * Reads the record of an upload.
   *
   * @throws StoreException {@code NO_SUCH_UPLOAD} if it is missing or is not that of the object key
   */
  OpenedUpload read(ObjectKey key, String uploadId) throws IOException {
    StoredUpload stored = stored(key, uploadId);
    Optional<OpenedUpload> opened = open(key, stored, bytes(uploadId));
    if (opened.isEmpty()) {
      forget(key, uploadId);
      throw none("the record is not of this upload and object key");
    }
    cache.remember(keys.bucket(), key, opened.get());
    return opened.get();
  }

  void forget(ObjectKey key, String uploadId) {
    cache.forget(keys.bucket(), key, uploadId);
  }

  private byte[] bytes(String uploadId) throws IOException {
    StoredName record = UploadFolder.of(uploadId).record();
    return OwnObjects.read(store, record, UploadRecord.MOST).orElse(new byte[0]);
  }

  private Optional<OpenedUpload> open(ObjectKey key, StoredUpload stored, byte[] bytes)
      throws VaultException {
    Optional<UploadRecord> record = UploadRecord.parse(bytes);
    if (record.isEmpty()) {
      return Optional.empty();
    }
    ObjectPath path = new ObjectPath(keys, key);
    WrappedKey wrapped = record.get().wrapped();
    Optional<DataKey> dataKey = path.tryUnwrap(wrapped);
    return dataKey.flatMap(
        known ->
            record
                .get()
                .open(known, path.uploadContext(stored.id()))
                .map(
                    contents ->
                        new OpenedUpload(
                            stored,
                            UploadFolder.of(stored.id()),
                            path,
                            known,
                            wrapped,
                            contents.checksum(),
                            contents.tags(),
                            contents.lock(),
                            contents.end(),
                            tokens(path, known, wrapped.writeId(), stored.id()))));
  }

  private static StoreException none(String message) {
    return new StoreException(StoreFault.NO_SUCH_UPLOAD, message);
  }
}
