package com.cipherquay.vault;

import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import java.util.Map;

/**
 * What came of many deletions; each that was asked for is in one of the two.
 *
 * @param deleted what is gone, or never was there
 * @param failures what is still there, with the reason
 */
public record DeletedObjects(
    Map<ObjectVersion, StoredDeletion> deleted, Map<ObjectVersion, StoreFault> failures) {

  public DeletedObjects {
    deleted = Map.copyOf(deleted);
    failures = Map.copyOf(failures);
  }
}
