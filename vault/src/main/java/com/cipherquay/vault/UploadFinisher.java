package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends uploads: makes objects of them, or nothing. Thread-safe. */
final class UploadFinisher {

  private static final Logger LOG = LoggerFactory.getLogger(UploadFinisher.class);

  /** What is said where the same completion has happened before, here or in another process. */
  private static final Set<StoreFault> MAYBE_COMPLETED =
      EnumSet.of(
          StoreFault.NO_SUCH_UPLOAD, StoreFault.INVALID_PART, StoreFault.PRECONDITION_FAILED);

  private final ObjectStore store;
  private final PathKeys keys;
  private final UploadRecords records;
  private final PartsReader parts;

  UploadFinisher(ObjectStore store, PathKeys keys, UploadRecords records, PartsReader parts) {
    this.store = store;
    this.keys = keys;
    this.records = records;
    this.parts = parts;
  }

  /** As {@link Uploads#complete}. */
  CompletedUpload complete(ObjectKey key, String uploadId, UploadCompletion completion)
      throws IOException {
    try {
      OpenedUpload upload = records.find(key, uploadId);
      Assembly assembly = Assembly.of(upload.tokens(), completion, upload.checksum());
      WriteCondition condition = EntityTag.forStore(completion.condition());
      List<StoredPart> ended = new UploadEnding(store, upload, assembly).write();
      Written written = store.uploads().complete(upload.stored(), ended, condition);
      StoredVersion made = new StoredVersion(upload.stored().name(), written.versionId());
      Tags.ensure(store.tags(), made, upload.tags());
      Locks.ensure(store, made, upload.lock());
      // Who completes an upload mostly asks for the object next.
      WriteId writeId = upload.wrapped().writeId();
      parts.remember(
          StoredVersion.current(upload.stored().name()),
          new KnownParts(written.etag(), writeId, assembly.manifest()));
      drop(key, uploadId);
      return assembly.completed(written);
    } catch (StoreException e) {
      Optional<CompletedUpload> before =
          MAYBE_COMPLETED.contains(e.fault())
              ? completedBefore(key, uploadId, completion)
              : Optional.empty();
      if (before.isPresent()) {
        return before.get();
      }
      throw e.fault() == StoreFault.INVALID_PART
          ? named(records.stored(key, uploadId), completion.parts(), e)
          : e;
    }
  }

  /** Finds out which part the store does not have as it was named. */
  private IOException named(
      StoredUpload upload, List<CompletedPart> parts, StoreException refusal) {
    try {
      StoredPartWalk there = StoredPartWalk.start(store.uploads(), upload, 0);
      for (CompletedPart part : parts) {
        Optional<PartTag> tag = PartTag.parse(part.etag());
        Optional<String> found = there.find(part.number()).map(it -> it.part().etag());
        boolean uploaded = tag.filter(it -> !it.held()).isPresent();
        if (uploaded && !found.equals(tag.map(PartTag::storeTag))) {
          return new VaultException(
              VaultFault.INVALID_PART,
              new RefusedPart(part.number(), part.etag(), OptionalLong.empty()));
        }
      }
    } catch (IOException e) {
      refusal.addSuppressed(e);
    }
    return refusal;
  }

  /** As {@link Uploads#abort}. */
  void abort(ObjectKey key, String uploadId) throws IOException {
    try {
      store.uploads().abort(records.stored(key, uploadId));
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_UPLOAD) {
        dropIfOurs(key, uploadId);
      }
      throw e;
    }
    drop(key, uploadId);
  }

  /** Whoever names an upload of another object key must not remove anything of it. */
  private void dropIfOurs(ObjectKey key, String uploadId) throws IOException {
    records.forget(key, uploadId);
    try {
      OpenedUpload unused = records.read(key, uploadId);
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_UPLOAD) {
        return;
      }
      throw e;
    }
    drop(key, uploadId);
  }

  /** The upload has ended whether or not this succeeds; what remains is swept when it is old. */
  private void drop(ObjectKey key, String uploadId) {
    records.forget(key, uploadId);
    try {
      OwnObjects.purge(store, UploadFolder.of(uploadId).prefix());
    } catch (IOException e) {
      LOG.warn("what lies beside an ended upload stays in the store until it is swept", e);
    }
  }

  /** The answer to a completion that already happened; empty if it did not. */
  private Optional<CompletedUpload> completedBefore(
      ObjectKey key, String uploadId, UploadCompletion completion) throws IOException {
    records.forget(key, uploadId);
    StoredVersion current = StoredVersion.current(keys.storedName(key));
    try {
      OpenedObject object = OpenedObject.open(new ObjectPath(keys, key), store.head(current));
      if (object.contents().single().isPresent()) {
        return Optional.empty();
      }
      Manifest manifest = parts.of(current, object).manifest();
      Optional<UploadChecksum> checksum =
          manifest.checksum().map(it -> new UploadChecksum(it.algorithm(), it.composite()));
      PartTokens tokens = records.tokens(object.path(), object.key(), object.writeId(), uploadId);
      Assembly assembly = Assembly.of(tokens, completion, checksum);
      Written before = new Written(object.head().etag(), object.head().versionId());
      return assembly.manifest().equals(manifest)
          ? Optional.of(assembly.completed(before))
          : Optional.empty();
    } catch (VaultException e) {
      // Another object, or another request about it: neither was this completion.
      LOG.debug("not completed before", e);
      return Optional.empty();
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_OBJECT) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
