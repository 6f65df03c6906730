package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.ResultDocument;
import com.cipherquay.vault.ObjectDescription;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.UploadChecksum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CreateMultipartUpload.
 *
 * @param description what the object will have
 * @param checksum what the parts are to carry
 */
record CreateMultipartUpload(
    String bucket, ObjectKey key, ObjectDescription description, Optional<UploadChecksum> checksum)
    implements S3Operation {

  static CreateMultipartUpload parse(Target.Item item, Call call) {
    call.understoodBy(Set.of("uploads"), UploadHeaders.NAMES);
    UploadHeaders.requireHarmless(call);
    WriteConditions.none(call);
    ObjectDescription description =
        new ObjectDescription(
            UploadHeaders.description(call),
            TagWords.ofHeader(call),
            StorageClasses.of(call),
            LockWords.ofHeaders(call));
    return new CreateMultipartUpload(
        item.bucket(), item.key(), description, ChecksumWords.ofUpload(call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    String uploadId = context.vaults().open(bucket).uploads().create(key, description, checksum);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(ObjectHeaders.ENCRYPTED);
    checksum.ifPresent(
        asked -> {
          headers.add(Map.entry(ChecksumWords.ALGORITHM, asked.algorithm().name()));
          headers.add(Map.entry(ChecksumWords.TYPE, ChecksumWords.type(asked.composite())));
        });
    ResultDocument document =
        new ResultDocument(
            "InitiateMultipartUploadResult",
            List.of(
                Map.entry("Bucket", bucket),
                Map.entry("Key", KeyEncoding.readable(key.value())),
                Map.entry("UploadId", uploadId)));
    return Responses.document(200, headers, document.toXml());
  }
}
