package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.access.RequestBody;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * UploadPart. As with PutObject, the part comes to exist only if everything the client claimed
 * about its body is true.
 *
 * @param number 1 to 10000
 */
record UploadPart(String bucket, ObjectKey key, String uploadId, int number, RequestBody body)
    implements S3Operation {

  static UploadPart parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(UploadId.PARAMETER, Numbers.PART), Set.of());
    WriteConditions.none(call);
    return new UploadPart(
        item.bucket(), item.key(), UploadId.parse(call), Numbers.ofPart(call), UploadBody.of(call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    String etag =
        context
            .vaults()
            .open(bucket)
            .uploads()
            .putPart(key, uploadId, number, body.toPlaintextBody());
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("etag", ObjectHeaders.quoted(etag)));
    headers.add(ObjectHeaders.ENCRYPTED);
    headers.addAll(ChecksumWords.headers(body.checksums()));
    return Responses.empty(200, headers);
  }
}
