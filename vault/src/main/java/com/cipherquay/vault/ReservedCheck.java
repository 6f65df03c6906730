package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredUploadPage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether what lies under the reserved names of one bucket is a vault's. Thread-safe. */
final class ReservedCheck {

  private final ObjectStore store;
  private final PathKeys keys;
  private final Clock clock;
  private final BucketDocuments documents;
  private final Uploads uploads;

  ReservedCheck(ObjectStore store, PathKeys keys, Shared shared) {
    this.store = store;
    this.keys = keys;
    this.clock = shared.clock();
    this.documents = new BucketDocuments(store, keys, shared.documents());
    this.uploads = new Uploads(store, keys, shared);
  }

  /** As {@link Upkeep#checkReserved}. */
  Optional<String> check(FoundObject found) throws IOException {
    String name = found.storedName();
    if (name.startsWith(UploadFolder.ALL)) {
      return Optional.empty();
    }
    for (DocumentKind kind : DocumentKind.values()) {
      if (kind.storedName().value().equals(name)) {
        // One that does not open is an error; one that is gone by now is none.
        Optional<byte[]> unused = documents.read(kind);
        return Optional.empty();
      }
    }
    if (name.startsWith(ExpiryRecord.ALL)) {
      return isExpiry(found) ? Optional.empty() : Optional.of("the record of an end does not open");
    }
    if (name.startsWith(CopyNote.ALL)) {
      return isCopyNote(found) ? Optional.empty() : Optional.of("not the note of a copy");
    }
    return Optional.of("no vault keeps anything under this name");
  }

  private boolean isExpiry(FoundObject found) throws IOException {
    String name = found.storedName().substring(ExpiryRecord.ALL.length());
    int slash = name.indexOf('/');
    Siv cipher = keys.expiries();
    Optional<Long> hour =
        slash < 0 ? Optional.empty() : ExpiryRecord.hourOf(cipher, name.substring(0, slash));
    if (hour.isEmpty()) {
      return false;
    }
    Optional<byte[]> body = body(found, ExpiryRecord.MOST);
    return body.isEmpty() || ExpiryRecord.open(cipher, hour.get(), body.get()).isPresent();
  }

  /** Empty if it is gone by now. */
  private Optional<byte[]> body(FoundObject found, int most) throws IOException {
    return OwnObjects.read(store, new StoredName(found.storedName()), most);
  }

  private boolean isCopyNote(FoundObject found) throws IOException {
    Optional<byte[]> body = body(found, CopyNote.MOST);
    return body.isEmpty() || CopyNote.parse(body.get(), found.storedName()).isPresent();
  }

  /** As {@link Upkeep#lostUploads}. */
  List<LostUpload> lostUploads(Duration age) throws IOException {
    List<LostUpload> lost = new ArrayList<>();
    uploads.leftovers(age, prefix -> lost.add(new LostUpload(prefix, Optional.empty(), false)));
    for (StoredUploadPage.Entry entry : uploadsOf(age)) {
      Optional<ObjectKey> key = keys.decrypt(entry.name());
      if (key.isEmpty() || !uploads.hasRecord(key.get(), entry.id())) {
        lost.add(new LostUpload(entry.name(), key, true));
      }
    }
    return lost;
  }

  /** The uploads in progress that were begun so long ago. */
  private List<StoredUploadPage.Entry> uploadsOf(Duration age) throws IOException {
    Instant before = clock.instant().minus(age);
    List<StoredUploadPage.Entry> old = new ArrayList<>();
    new StoredUploadWalk(store.uploads(), "")
        .forEach(
            entry -> {
              if (entry.initiated().isBefore(before)) {
                old.add(entry);
              }
            });
    return old;
  }

  /** As {@link Upkeep#abortUploads}. */
  int abortUploads(Duration age) throws IOException {
    int aborted = 0;
    for (StoredUploadPage.Entry entry : uploadsOf(age)) {
      if (keys.decrypt(entry.name()).isPresent()) {
        store.uploads().abort(new StoredUpload(new StoredName(entry.name()), entry.id()));
        OwnObjects.purge(store, UploadFolder.of(entry.id()).prefix());
        aborted++;
      }
    }
    return aborted;
  }
}
