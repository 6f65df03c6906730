package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
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
   * Reads one, with one call to the store; empty if it is not there.
   *
   * @param most how long one can be in bytes: of what is longer there is one byte more, by which it
   *     is known to be none
   */
  static Optional<byte[]> read(ObjectStore store, StoredName name, int most) throws IOException {
    ByteRange whole = new ByteRange.Whole();
    try (StoredObject object = store.read(name, whole, Optional.empty())) {
      long length = Math.min(object.head().size(), most + 1L);
      return Optional.of(CiphertextInput.of(object, whole).read((int) length));
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_OBJECT) {
        return Optional.empty();
      }
      throw e;
    }
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
