package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the objects of one bucket that have ended, hour by hour, by the records beside them. An
 * object is deleted only if it is the write that was noted, has ended by what its own metadata
 * says, and is still the same when it is deleted. Used by one thread, once; any number of processes
 * may sweep at once.
 */
final class ExpirySweep {

  private static final Logger LOG = LoggerFactory.getLogger(ExpirySweep.class);

  /**
   * How long a record waits for an object that is not there: the one of an upload that was
   * completed after its end.
   */
  private static final Duration PATIENCE = Duration.ofDays(7);

  private final ObjectStore store;
  private final PathKeys keys;
  private final Siv cipher;
  private final Instant now;
  private int deleted;

  ExpirySweep(ObjectStore store, PathKeys keys, Instant now) {
    this.store = store;
    this.keys = keys;
    this.cipher = keys.expiries();
    this.now = now;
  }

  /** Sweeps, and returns how many objects were deleted. */
  int run() throws IOException {
    StoredWalk folders = walk(ExpiryRecord.ALL, true);
    for (folders.fill(); !folders.isAtEnd(); folders.fill()) {
      StoredItem item = folders.next();
      Optional<Long> hour = item.entry().isPresent() ? Optional.empty() : hour(item.name());
      if (hour.isPresent() && !ExpiryRecord.end(hour.get()).isAfter(now)) {
        sweep(item.name(), hour.get());
      }
    }
    return deleted;
  }

  private StoredWalk walk(String prefix, boolean delimited) {
    return new StoredWalk(
        store, new StoredPageRequest(prefix, delimited, "", StoredPageRequest.MAX_LIMIT));
  }

  private Optional<Long> hour(String folder) {
    String name = folder.substring(ExpiryRecord.ALL.length(), folder.length() - 1);
    return ExpiryRecord.hourOf(cipher, name);
  }

  private void sweep(String folder, long hour) throws IOException {
    List<StoredName> done = new ArrayList<>();
    boolean all = true;
    StoredWalk records = walk(folder, false);
    for (records.fill(); !records.isAtEnd(); records.fill()) {
      StoredName name = new StoredName(records.next().name());
      if (isDone(name, hour)) {
        done.add(name);
      } else {
        all = false;
      }
    }
    if (all) {
      OwnObjects.purge(store, folder);
      return;
    }
    for (StoredName name : done) {
      OwnObjects.purge(store, name.value());
    }
  }

  /** Does what a record asks for, and returns whether it is of no use any more. */
  private boolean isDone(StoredName name, long hour) throws IOException {
    Optional<ExpiryRecord> record = read(name, hour);
    if (record.isEmpty()) {
      LOG.warn("a record of an object that ends is gone or does not open");
      return true;
    }
    boolean patient = record.get().at().plus(PATIENCE).isAfter(now);
    return expire(record.get()) || !patient;
  }

  private Optional<ExpiryRecord> read(StoredName name, long hour) throws IOException {
    return OwnObjects.read(store, name, ExpiryRecord.MOST)
        .flatMap(body -> ExpiryRecord.open(cipher, hour, body));
  }

  /** Deletes the object of a record, and returns whether it did. */
  private boolean expire(ExpiryRecord record) throws IOException {
    StoredName name = keys.storedName(record.key());
    try {
      StoredHead head = store.head(name);
      OpenedObject object = OpenedObject.open(new ObjectPath(keys, record.key()), head);
      boolean meant = object.writeId().equals(record.writeId()) && object.hasEnded(now);
      if (!meant) {
        return false;
      }
      store.deleteIf(name, new WriteCondition.IfMatch(head.etag()));
      deleted++;
      return true;
    } catch (VaultException e) {
      LOG.warn("an object that has ended is not deleted", e);
      return false;
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_OBJECT || e.fault() == StoreFault.PRECONDITION_FAILED) {
        return false;
      }
      throw e;
    }
  }
}
