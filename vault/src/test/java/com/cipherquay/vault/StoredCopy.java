package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * An object as it lies in a store, to be put back changed.
 *
 * @param body its ciphertext
 * @param metadata what lies beside it
 */
record StoredCopy(Octets body, StoredMetadata metadata) {

  static StoredCopy of(ObjectStore store, StoredName name) throws IOException {
    try (StoredObject object = store.read(name, new ByteRange.Whole(), Optional.empty())) {
      return new StoredCopy(Octets.of(object.body().readAllBytes()), object.head().metadata());
    }
  }

  StoredCopy withBody(byte[] other) {
    return new StoredCopy(Octets.of(other), metadata);
  }

  StoredCopy withMetadata(StoredMetadata other) {
    return new StoredCopy(body, other);
  }

  void write(ObjectStore store, StoredName name) throws IOException {
    StoredBody stored = new StoredBody(new ByteArrayInputStream(body.bytes()), body.length());
    store.write(name, stored, metadata, WriteCondition.NONE);
  }
}
