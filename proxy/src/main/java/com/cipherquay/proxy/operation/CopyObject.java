package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.ResultDocument;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredLock;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import com.cipherquay.vault.ChecksumAlgorithm;
import com.cipherquay.vault.CopyDescription;
import com.cipherquay.vault.CopySource;
import com.cipherquay.vault.ObjectChecksum;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectTags;
import com.cipherquay.vault.Vault;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CopyObject. The body stays in the store: one call to look at the source, one to copy it. Only a
 * checksum of another kind than the source's has to be made of the body.
 *
 * @param from the source
 * @param metadata what becomes of the source's metadata
 * @param tags those of the copy; empty for the source's
 * @param storageClass that of the copy
 * @param lock what keeps the copy from being deleted, whatever the source has
 * @param checksum the algorithm that the copy must have a checksum of
 * @param condition decided on the object that is replaced
 */
record CopyObject(
    String bucket,
    ObjectKey key,
    CopyFrom from,
    CopiedMetadata metadata,
    Optional<ObjectTags> tags,
    StorageClass storageClass,
    StoredLock lock,
    Optional<ChecksumAlgorithm> checksum,
    WriteCondition condition)
    implements S3Operation {

  private static final int ATTEMPTS = 3;

  static CopyObject parse(Target.Item item, Call call) {
    Set<String> names = new HashSet<>(UploadHeaders.NAMES);
    names.addAll(CopyFrom.NAMES);
    names.add(CopiedMetadata.DIRECTIVE);
    names.add(CopiedTags.DIRECTIVE);
    call.understoodBy(Set.of(), names);
    UploadHeaders.requireHarmless(call);
    UploadBody.none(call);
    CopyFrom from = CopyFrom.parse(call);
    CopiedMetadata metadata = CopiedMetadata.parse(call);
    if (from.is(item.bucket(), item.key()) && !metadata.changes()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    return new CopyObject(
        item.bucket(),
        item.key(),
        from,
        metadata,
        CopiedTags.parse(call),
        StorageClasses.of(call),
        LockWords.ofHeaders(call),
        ChecksumWords.algorithm(call),
        WriteConditions.parse(call));
  }

  @Override
  public List<Permission> permissions() {
    return from.permissions(Permission.write(bucket, key));
  }

  /**
   * A source that is replaced meanwhile is looked at anew: S3 copies one object or the other, and
   * says that a condition failed only to who set one.
   */
  @Override
  public S3Response execute(OperationContext context) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return copy(context);
      } catch (StoreException e) {
        if (e.fault() != StoreFault.SOURCE_CHANGED || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private S3Response copy(OperationContext context) throws IOException {
    Vault origin = context.vaults().open(from.bucket());
    CopySource source = source(origin);
    ObjectInfo info = source.info();
    from.check(info);
    Vault target = context.vaults().open(bucket);
    if (isToBeMade(origin, info)) {
      SummedCopy copy = new SummedCopy(from, origin, checksum.orElseThrow());
      SummedCopy.Made made = copy.put(target, key, this::description, condition);
      return answer(info, made.written(), made.checksums());
    }
    Written copied = target.copy(source, key, description(info), condition);
    return answer(info, copied, info.checksums());
  }

  private CopyDescription description(ObjectInfo source) {
    return new CopyDescription(metadata.of(source.metadata()), tags, storageClass, lock);
  }

  private static S3Response answer(
      ObjectInfo source, Written copied, List<ObjectChecksum> checksums) {
    List<Map.Entry<String, String>> elements = new ArrayList<>();
    // The store's word would take another call, and differs by the time that this one took.
    elements.add(Map.entry("LastModified", ResultDocument.time(Instant.now())));
    elements.add(Map.entry("ETag", ObjectHeaders.quoted(copied.etag())));
    elements.addAll(ChecksumWords.elements(checksums));
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(ObjectHeaders.ENCRYPTED);
    headers.addAll(VersionIds.header(VersionIds.HEADER, copied.versionId()));
    headers.addAll(VersionIds.header(VersionIds.COPY_SOURCE_HEADER, source.versionId()));
    return Responses.document(
        200, headers, new ResultDocument("CopyObjectResult", elements).toXml());
  }

  private CopySource source(Vault origin) throws IOException {
    try {
      return origin.source(from.object());
    } catch (StoreException e) {
      throw from.refusal(e);
    }
  }

  /** Whether the copy must have a checksum that was not kept with the source. */
  private boolean isToBeMade(Vault origin, ObjectInfo info) throws IOException {
    return checksum.isPresent()
        && !has(info.checksums())
        && !has(origin.describe(from.object()).checksums());
  }

  private boolean has(List<ObjectChecksum> checksums) {
    return checksums.stream().anyMatch(it -> it.algorithm() == checksum.orElseThrow());
  }
}
