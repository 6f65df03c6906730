package com.cipherquay.store;

import java.io.IOException;
import java.util.Optional;

/**
 * The archived objects of one namespace, which must be restored before they can be read (AWS,
 * "Restoring an archived object"). Thread-safe.
 */
public interface ArchiveStore {

  /**
   * Asks for a copy of an archived object that can be read for some days; again, for more or fewer
   * of them.
   *
   * @param days at least 1
   * @param tier how fast, in S3's words; a store may have only one
   * @return whether it was restored already, and only the time changes
   * @throws StoreException {@code NO_SUCH_OBJECT}; {@code NOT_ARCHIVED}; {@code
   *     RESTORE_IN_PROGRESS}; {@code UNSUPPORTED} if the store archives nothing
   */
  boolean restore(StoredVersion object, int days, Optional<String> tier) throws IOException;
}
