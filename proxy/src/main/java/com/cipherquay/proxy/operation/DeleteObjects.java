package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.DeleteDocument;
import com.cipherquay.proxy.s3.xml.DeletedDocument;
import com.cipherquay.store.StoreFault;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * DeleteObjects: one call to the store for all that can be deleted, one line in the answer for each
 * that can not.
 *
 * @param keys what to delete, in the order of the document
 * @param refused what can not be a key, already with its reason
 * @param quiet whether the answer names only what failed
 */
record DeleteObjects(
    String bucket, List<ObjectKey> keys, List<DeletedDocument.Failure> refused, boolean quiet)
    implements S3Operation {

  // A thousand keys of 1024 bytes, most of them escaped.
  private static final int DOCUMENT_LIMIT = 1 << 22;

  DeleteObjects {
    keys = List.copyOf(keys);
    refused = List.copyOf(refused);
  }

  static DeleteObjects parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of("delete"), Set.of());
    if (!call.has("delete")) {
      throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED);
    }
    RequiredDigest.check(call);
    DeleteDocument document = DeleteDocument.parse(call.document(DOCUMENT_LIMIT));
    List<ObjectKey> keys = new ArrayList<>();
    List<DeletedDocument.Failure> refused = new ArrayList<>();
    for (DeleteDocument.Item item : document.objects()) {
      if (item.qualified()) {
        refused.add(failure(item.key(), S3ErrorCode.NOT_IMPLEMENTED));
      } else if (item.key().getBytes(UTF_8).length > ObjectKey.MAX_BYTES) {
        refused.add(failure(item.key(), S3ErrorCode.KEY_TOO_LONG));
      } else {
        keys.add(new ObjectKey(item.key()));
      }
    }
    return new DeleteObjects(bucket, keys, refused, document.quiet());
  }

  private static DeletedDocument.Failure failure(String key, S3ErrorCode code) {
    return new DeletedDocument.Failure(key, code.code(), code.message());
  }

  /** None of the whole: each key is asked for by itself, and answered by itself. */
  @Override
  public List<Permission> permissions() {
    return List.of();
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Map<Boolean, List<ObjectKey>> byAllowed =
        keys.stream()
            .collect(
                Collectors.partitioningBy(
                    key -> context.allowed().test(Permission.delete(bucket, key))));
    List<ObjectKey> allowed = Objects.requireNonNull(byAllowed.get(true));
    List<DeletedDocument.Failure> failures = new ArrayList<>(refused);
    for (ObjectKey denied : Objects.requireNonNull(byAllowed.get(false))) {
      failures.add(failure(denied.value(), S3ErrorCode.ACCESS_DENIED));
    }
    Map<ObjectKey, StoreFault> faults =
        allowed.isEmpty() ? Map.of() : context.vaults().open(bucket).deleteAll(allowed);
    faults.forEach((key, fault) -> failures.add(failure(key.value(), Faults.toS3(fault).code())));
    List<String> deleted =
        allowed.stream().filter(key -> !faults.containsKey(key)).map(ObjectKey::value).toList();
    return Responses.document(new DeletedDocument(quiet ? List.of() : deleted, failures).toXml());
  }
}
