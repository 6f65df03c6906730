package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.access.RequestBody;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import com.cipherquay.vault.ObjectDescription;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PutObject. The body is pulled by the store through the vault; the object comes to exist only if
 * everything the client claimed about it is true.
 */
record PutObject(
    String bucket,
    ObjectKey key,
    ObjectDescription description,
    RequestBody body,
    WriteCondition condition)
    implements S3Operation {

  static PutObject parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(), UploadHeaders.NAMES);
    UploadHeaders.requireHarmless(call);
    WriteCondition condition = WriteConditions.parse(call);
    RequestBody body = UploadBody.of(call);
    return new PutObject(item.bucket(), item.key(), UploadHeaders.described(call), body, condition);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Written written =
        context.vaults().open(bucket).put(key, description, body.toPlaintextBody(), condition);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("etag", ObjectHeaders.quoted(written.etag())));
    headers.add(ObjectHeaders.ENCRYPTED);
    headers.addAll(VersionIds.header(VersionIds.HEADER, written.versionId()));
    headers.addAll(ChecksumWords.headers(ChecksumWords.ofBody(body.checksums())));
    return Responses.empty(200, headers);
  }
}
