package com.cipherquay.vault;

import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes many objects of one bucket with one call to the store. */
record ObjectDeletion(PathKeys paths, List<ObjectVersion> objects) {

  ObjectDeletion {
    objects = List.copyOf(objects);
  }

  /** How a store deletes many objects. */
  @FunctionalInterface
  interface Deletion {
    StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException;
  }

  DeletedObjects run(Deletion deletion) throws IOException {
    Map<ObjectVersion, StoredDeletion> deleted = new HashMap<>();
    Map<ObjectVersion, StoreFault> failures = new HashMap<>();
    Map<StoredVersion, ObjectVersion> asked = new LinkedHashMap<>();
    for (ObjectVersion object : objects) {
      if (PathKeys.storedLength(object.key().value()) <= StoredName.MAX_BYTES) {
        StoredName name = paths.storedName(object.key());
        asked.put(new StoredVersion(name, object.versionId()), object);
      } else {
        // A key whose stored name would be too long names no object: nothing to delete.
        deleted.put(object, StoredDeletion.PLAIN);
      }
    }
    if (!asked.isEmpty()) {
      StoredDeletions answer = deletion.deleteAll(List.copyOf(asked.keySet()));
      for (Map.Entry<StoredVersion, ObjectVersion> object : asked.entrySet()) {
        StoredDeletion gone = answer.deleted().get(object.getKey());
        if (gone != null) {
          deleted.put(object.getValue(), gone);
        } else {
          // Until the store says what became of it, nothing is deleted.
          failures.put(
              object.getValue(),
              Optional.ofNullable(answer.failures().get(object.getKey()))
                  .orElse(StoreFault.BROKEN));
        }
      }
    }
    return new DeletedObjects(deleted, failures);
  }
}
