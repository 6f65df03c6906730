package com.cipherquay.vault;

import com.cipherquay.store.StoredLock;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredUpload;
import java.time.Instant;
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
 * @param tags those of its object, as the store is to have them
 * @param lock that of its object
 * @param end when its object ends by itself
 * @param tokens those of its parts
 */
record OpenedUpload(
    StoredUpload stored,
    UploadFolder folder,
    ObjectPath path,
    DataKey key,
    WrappedKey wrapped,
    Optional<UploadChecksum> checksum,
    StoredTags tags,
    StoredLock lock,
    Optional<Instant> end,
    PartTokens tokens) {

  Trailer trailer() {
    return new Trailer(path, key, wrapped.writeId());
  }
}
