package com.cipherquay.vault;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Looks whether objects of one bucket are whole. Thread-safe. */
final class ObjectCheck {

  private static final int BUFFER = 1 << 16;

  private static final Set<StoreFault> GONE =
      Set.of(StoreFault.NO_SUCH_OBJECT, StoreFault.NO_SUCH_VERSION, StoreFault.DELETE_MARKER);

  private final ObjectReader reader;
  private final PathKeys keys;

  ObjectCheck(ObjectReader reader, PathKeys keys) {
    this.reader = reader;
    this.keys = keys;
  }

  /** As {@link Upkeep#check}. */
  CheckedObject check(FoundObject found, boolean body) throws IOException {
    ObjectKey key = found.key().orElseThrow(IllegalArgumentException::new);
    try {
      CopySource source = reader.source(ObjectVersion.current(key));
      compare(found, source);
      long bytes = body ? read(source) : 0;
      return new CheckedObject(UpkeepOutcome.CURRENT, source.object().wrapped().epoch(), bytes);
    } catch (StoreException e) {
      if (e.fault() == StoreFault.ARCHIVED) {
        return new CheckedObject(UpkeepOutcome.ARCHIVED, 0, 0);
      }
      if (e.fault() == StoreFault.SOURCE_CHANGED) {
        return new CheckedObject(UpkeepOutcome.CHANGED, 0, 0);
      }
      if (GONE.contains(e.fault())) {
        return new CheckedObject(UpkeepOutcome.GONE, 0, 0);
      }
      throw e;
    }
  }

  private void compare(FoundObject found, CopySource source) throws VaultException {
    StoredHead head = source.object().head();
    boolean same = head.etag().equals(found.entry().etag());
    if (same && head.size() != found.entry().size()) {
      throw new VaultException(VaultFault.CORRUPT, "it is listed with another size than it has");
    }
    long length = source.info().length();
    if (head.size() != ObjectSize.target(length)) {
      throw new VaultException(VaultFault.CORRUPT, "its size is not that of its length");
    }
    if (!keys.storedName(source.object().path().key()).value().equals(found.storedName())) {
      throw new VaultException(VaultFault.CORRUPT, "it is not stored under its name");
    }
  }

  private long read(CopySource source) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    try (InputStream in = reader.open(source)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
      }
    }
    return bytes;
  }
}
