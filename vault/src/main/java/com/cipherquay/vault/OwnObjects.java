package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a vault keeps in a bucket for itself, under names that no listing shows to clients. */
final class OwnObjects {

  private static final Logger LOG = LoggerFactory.getLogger(OwnObjects.class);

  private OwnObjects() {}

  /** Creates or replaces one, with one call to the store. */
  static void write(ObjectStore store, StoredName name, byte[] body) throws IOException {
    store.write(
        name,
        new StoredBody(new ByteArrayInputStream(body), body.length),
        StoredDescription.OWN,
        WriteCondition.NONE);
  }

  /**
   * Removes those whose names start with a prefix. A bucket whose default retention an upstream
   * gives to these too keeps what it has to, hidden behind delete markers: nothing reads it again,
   * and nobody who asked for something else is to fail for it.
   */
  static void purge(ObjectStore store, String prefix) throws IOException {
    try {
      store.purge(prefix);
    } catch (StoreException e) {
      if (e.fault() != StoreFault.LOCKED) {
        throw e;
      }
      LOG.debug("the store retains old versions of what a vault kept for itself", e);
    }
  }
}
