package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.DeleteDocument;
import com.cipherquay.proxy.s3.xml.DeletedDocument;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.DeletedObjects;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectVersion;
import com.cipherquay.vault.Vault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DeleteObjects: one call to the store for all that can be deleted, and one for each that is
 * deleted under a condition; one line in the answer for each that can not.
 *
 * @param deletions what to delete, in the order of the document
 * @param refused what can not be a key or version, already with its reason
 * @param quiet whether the answer names only what failed
 * @param bypass whether past retentions under {@code GOVERNANCE}
 */
record DeleteObjects(
    String bucket,
    List<Deletion> deletions,
    List<DeletedDocument.Failure> refused,
    boolean quiet,
    boolean bypass)
    implements S3Operation {

  // A thousand keys of 1024 bytes, most of them escaped.
  private static final int DOCUMENT_LIMIT = 1 << 22;

  /**
   * One of them.
   *
   * @param condition what must hold of the object; none if a version is named
   */
  record Deletion(ObjectVersion object, WriteCondition condition) {

    boolean conditional() {
      return !(condition instanceof WriteCondition.Always);
    }
  }

  DeleteObjects {
    deletions = List.copyOf(deletions);
    refused = List.copyOf(refused);
  }

  static DeleteObjects parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of("delete"), Set.of(LockWords.BYPASS));
    if (!call.has("delete")) {
      throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED);
    }
    RequiredDigest.check(call);
    DeleteDocument document = DeleteDocument.parse(call.document(DOCUMENT_LIMIT));
    boolean bypass = LockWords.bypasses(call);
    List<Deletion> deletions = new ArrayList<>();
    List<DeletedDocument.Failure> refused = new ArrayList<>();
    for (DeleteDocument.Item item : document.objects()) {
      try {
        deletions.add(deletion(item, bypass));
      } catch (S3Exception e) {
        refused.add(failure(item, e));
      }
    }
    return new DeleteObjects(bucket, deletions, refused, document.quiet(), bypass);
  }

  private static Deletion deletion(DeleteDocument.Item item, boolean bypass) {
    // A version never changes, and a condition has no way past a retention.
    boolean bare = item.versionId().isEmpty() && !bypass;
    if (item.qualified() || (item.etag().isPresent() && !bare)) {
      throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED);
    }
    if (item.key().getBytes(UTF_8).length > ObjectKey.MAX_BYTES) {
      throw new S3Exception(S3ErrorCode.KEY_TOO_LONG);
    }
    if (!item.versionId().map(VersionIds::isUsable).orElse(true)) {
      throw Faults.toS3(StoreFault.INVALID_VERSION);
    }
    return new Deletion(
        new ObjectVersion(new ObjectKey(item.key()), item.versionId()),
        item.etag().map(WriteConditions::ofDeleteOne).orElse(WriteCondition.NONE));
  }

  private static DeletedDocument.Failure failure(DeleteDocument.Item item, S3Exception reason) {
    // What can not be an id is not repeated: the document may be unable to hold it.
    Optional<String> version = item.versionId().filter(VersionIds::isUsable);
    return new DeletedDocument.Failure(
        item.key(), version, reason.code().code(), reason.getMessage());
  }

  private static DeletedDocument.Failure failure(ObjectVersion object, S3Exception reason) {
    return new DeletedDocument.Failure(
        object.key().value(), object.versionId(), reason.code().code(), reason.getMessage());
  }

  /** None of deletion: each key is asked for by itself, and answered by itself. */
  @Override
  public List<Permission> permissions() {
    return bypass ? List.of(Permission.administer(bucket)) : List.of();
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    List<DeletedDocument.Failure> failures = new ArrayList<>(refused);
    List<DeletedDocument.Deleted> deleted = new ArrayList<>();
    List<ObjectVersion> atOnce = new ArrayList<>();
    for (Deletion deletion : deletions) {
      if (!isAllowed(deletion, context)) {
        context.denied().run();
        failures.add(failure(deletion.object(), new S3Exception(S3ErrorCode.ACCESS_DENIED)));
      } else if (deletion.conditional()) {
        try {
          deleted.add(deleted(deletion.object(), deleteOne(deletion, context)));
        } catch (StoreException e) {
          failures.add(failure(deletion.object(), Faults.toS3(e.fault())));
        }
      } else {
        atOnce.add(deletion.object());
      }
    }
    DeletedObjects outcome = deleteAll(atOnce, context);
    for (ObjectVersion object : atOnce) {
      StoreFault fault = outcome.failures().get(object);
      if (fault != null) {
        failures.add(failure(object, Faults.toS3(fault)));
      } else {
        deleted.add(deleted(object, outcome.deleted().getOrDefault(object, StoredDeletion.PLAIN)));
      }
    }
    return Responses.document(new DeletedDocument(quiet ? List.of() : deleted, failures).toXml());
  }

  /** What a condition says of an object is something of it. */
  private boolean isAllowed(Deletion deletion, OperationContext context) {
    ObjectKey key = deletion.object().key();
    return context.allowed().test(Permission.delete(bucket, key))
        && (!deletion.conditional() || context.allowed().test(Permission.read(bucket, key)));
  }

  private StoredDeletion deleteOne(Deletion deletion, OperationContext context) throws IOException {
    return context.vaults().open(bucket).delete(deletion.object().key(), deletion.condition());
  }

  private DeletedObjects deleteAll(List<ObjectVersion> objects, OperationContext context)
      throws IOException {
    if (objects.isEmpty()) {
      return new DeletedObjects(Map.of(), Map.of());
    }
    Vault vault = context.vaults().open(bucket);
    return bypass ? vault.locks().deleteAll(objects) : vault.deleteAll(objects);
  }

  private static DeletedDocument.Deleted deleted(ObjectVersion object, StoredDeletion gone) {
    return new DeletedDocument.Deleted(
        object.key().value(), object.versionId(), gone.marker(), gone.versionId());
  }
}
