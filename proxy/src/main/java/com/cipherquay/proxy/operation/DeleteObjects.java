package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.DeleteDocument;
import com.cipherquay.proxy.s3.xml.DeletedDocument;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.vault.DeletedObjects;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectVersion;
import com.cipherquay.vault.Vault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * DeleteObjects: one call to the store for all that can be deleted, one line in the answer for each
 * that can not.
 *
 * @param objects what to delete, in the order of the document
 * @param refused what can not be a key or version, already with its reason
 * @param quiet whether the answer names only what failed
 * @param bypass whether past retentions under {@code GOVERNANCE}
 */
record DeleteObjects(
    String bucket,
    List<ObjectVersion> objects,
    List<DeletedDocument.Failure> refused,
    boolean quiet,
    boolean bypass)
    implements S3Operation {

  // A thousand keys of 1024 bytes, most of them escaped.
  private static final int DOCUMENT_LIMIT = 1 << 22;

  DeleteObjects {
    objects = List.copyOf(objects);
    refused = List.copyOf(refused);
  }

  static DeleteObjects parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of("delete"), Set.of(LockWords.BYPASS));
    if (!call.has("delete")) {
      throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED);
    }
    RequiredDigest.check(call);
    DeleteDocument document = DeleteDocument.parse(call.document(DOCUMENT_LIMIT));
    List<ObjectVersion> objects = new ArrayList<>();
    List<DeletedDocument.Failure> refused = new ArrayList<>();
    for (DeleteDocument.Item item : document.objects()) {
      if (item.qualified()) {
        refused.add(failure(item, new S3Exception(S3ErrorCode.NOT_IMPLEMENTED)));
      } else if (item.key().getBytes(UTF_8).length > ObjectKey.MAX_BYTES) {
        refused.add(failure(item, new S3Exception(S3ErrorCode.KEY_TOO_LONG)));
      } else if (!item.versionId().map(VersionIds::isUsable).orElse(true)) {
        refused.add(failure(item, Faults.toS3(StoreFault.INVALID_VERSION)));
      } else {
        objects.add(new ObjectVersion(new ObjectKey(item.key()), item.versionId()));
      }
    }
    return new DeleteObjects(bucket, objects, refused, document.quiet(), LockWords.bypasses(call));
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
    Map<Boolean, List<ObjectVersion>> byAllowed =
        objects.stream()
            .collect(
                Collectors.partitioningBy(
                    object -> context.allowed().test(Permission.delete(bucket, object.key()))));
    List<ObjectVersion> allowed = Objects.requireNonNull(byAllowed.get(true));
    List<DeletedDocument.Failure> failures = new ArrayList<>(refused);
    for (ObjectVersion denied : Objects.requireNonNull(byAllowed.get(false))) {
      failures.add(failure(denied, new S3Exception(S3ErrorCode.ACCESS_DENIED)));
    }
    DeletedObjects outcome =
        allowed.isEmpty()
            ? new DeletedObjects(Map.of(), Map.of())
            : delete(context.vaults().open(bucket), allowed);
    List<DeletedDocument.Deleted> deleted = new ArrayList<>();
    for (ObjectVersion object : allowed) {
      StoreFault fault = outcome.failures().get(object);
      if (fault != null) {
        failures.add(failure(object, Faults.toS3(fault)));
      } else {
        StoredDeletion gone = outcome.deleted().getOrDefault(object, StoredDeletion.PLAIN);
        deleted.add(
            new DeletedDocument.Deleted(
                object.key().value(), object.versionId(), gone.marker(), gone.versionId()));
      }
    }
    return Responses.document(new DeletedDocument(quiet ? List.of() : deleted, failures).toXml());
  }

  private DeletedObjects delete(Vault vault, List<ObjectVersion> allowed) throws IOException {
    return bypass ? vault.locks().deleteAll(allowed) : vault.deleteAll(allowed);
  }
}
