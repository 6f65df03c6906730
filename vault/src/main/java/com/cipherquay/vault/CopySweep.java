package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Removes the notes of copies that are not there any more. Used by one thread, once. */
final class CopySweep {

  private static final Set<StoreFault> GONE =
      Set.of(StoreFault.NO_SUCH_OBJECT, StoreFault.DELETE_MARKER);

  private final ObjectStore store;
  private final PathKeys keys;
  private final Instant before;

  /**
   * A sweep.
   *
   * @param before only what was written before this is removed: a note is there before its copy
   */
  CopySweep(ObjectStore store, PathKeys keys, Instant before) {
    this.store = store;
    this.keys = keys;
    this.before = before;
  }

  /** Sweeps, and returns how many were removed. */
  int run() throws IOException {
    int removed = 0;
    StoredWalk walk =
        new StoredWalk(
            store, new StoredPageRequest(CopyNote.ALL, false, "", StoredPageRequest.MAX_LIMIT));
    for (walk.fill(); !walk.isAtEnd(); walk.fill()) {
      Optional<StoredEntry> entry = walk.next().entry();
      if (entry.isPresent() && entry.get().lastModified().isBefore(before) && isOver(entry.get())) {
        OwnObjects.purge(store, entry.get().name());
        removed++;
      }
    }
    return removed;
  }

  private boolean isOver(StoredEntry entry) throws IOException {
    Optional<byte[]> body = OwnObjects.read(store, new StoredName(entry.name()), CopyNote.MOST);
    Optional<CopyNote> note = body.flatMap(it -> CopyNote.parse(it, entry.name()));
    // What is no note of this vault is not removed: check says that it is there.
    Optional<ObjectKey> key = note.map(CopyNote::storedName).flatMap(keys::decrypt);
    return key.isPresent() && !isThere(note.orElseThrow());
  }

  /** Whether the write that was copied is still what is there. */
  private boolean isThere(CopyNote note) throws IOException {
    try {
      StoredHead head = store.head(new StoredName(note.storedName()));
      MetadataEnvelope envelope = MetadataEnvelope.parse(head.metadata());
      return envelope.wrapped().writeId().equals(note.wrapped().writeId());
    } catch (VaultException e) {
      // Metadata that is lost or damaged is what the note is for.
      return e.fault() == VaultFault.NOT_ENCRYPTED || e.fault() == VaultFault.CORRUPT;
    } catch (StoreException e) {
      if (GONE.contains(e.fault())) {
        return false;
      }
      throw e;
    }
  }
}
