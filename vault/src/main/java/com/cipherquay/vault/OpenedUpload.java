package com.cipherquay.vault;

import com.cipherquay.store.StoredUpload;
import java.util.Optional;

/**
 * An upload whose record is authenticated.
 *
 * @param stored what the store knows it as
 * @param folder where the store has what is beside it
 * @param path of the object to be
 * @param key its data key
 * @param wrapped the data key as it lies in the store
 * @param checksum what the parts carry
 * @param tokens those of its parts
 */
record OpenedUpload(
    StoredUpload stored,
    UploadFolder folder,
    ObjectPath path,
    DataKey key,
    WrappedKey wrapped,
    Optional<UploadChecksum> checksum,
    PartTokens tokens) {

  Trailer trailer() {
    return new Trailer(path, key, wrapped.writeId());
  }
}
