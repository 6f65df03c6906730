package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
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
    return Optional.of("no vault keeps anything under this name");
  }

  private boolean isExpiry(FoundObject found) throws IOException {
    String name = found.storedName().substring(ExpiryRecord.ALL.length());
    int slash = name.indexOf('/');
    Siv cipher = keys.expiries();
    Optional<Long> hour =
        slash < 0 ? Optional.empty() : ExpiryRecord.hourOf(cipher, name.substring(0, slash));
    if (hour.isEmpty() || found.entry().size() > ExpiryRecord.MOST) {
      return false;
    }
    byte[] body = body(found);
    return ExpiryRecord.open(cipher, hour.get(), body).isPresent();
  }

  private byte[] body(FoundObject found) throws IOException {
    ByteRange whole = new ByteRange.Whole();
    StoredName name = new StoredName(found.storedName());
    try (StoredObject object = store.read(name, whole, Optional.empty())) {
      long length = Math.min(object.head().size(), found.entry().size());
      return CiphertextInput.of(object, whole).read((int) length);
    }
  }

  /** As {@link Upkeep#lostUploads}. */
  List<LostUpload> lostUploads(Duration age) throws IOException {
    List<LostUpload> lost = new ArrayList<>();
    uploads.leftovers(age, prefix -> lost.add(new LostUpload(prefix, Optional.empty(), false)));
    Instant before = clock.instant().minus(age);
    List<StoredUploadPage.Entry> old = new ArrayList<>();
    new StoredUploadWalk(store.uploads(), "")
        .forEach(
            entry -> {
              if (entry.initiated().isBefore(before)) {
                old.add(entry);
              }
            });
    for (StoredUploadPage.Entry entry : old) {
      Optional<ObjectKey> key = keys.decrypt(entry.name());
      if (key.isEmpty() || !uploads.hasRecord(key.get(), entry.id())) {
        lost.add(new LostUpload(entry.name(), key, true));
      }
    }
    return lost;
  }
}
