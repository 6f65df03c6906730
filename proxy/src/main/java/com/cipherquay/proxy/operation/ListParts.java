package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.PartsDocument;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PartPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ListParts.
 *
 * @param marker list after this number
 * @param maxParts 0 to 1000
 */
record ListParts(String bucket, ObjectKey key, String uploadId, int marker, int maxParts)
    implements S3Operation {

  private static final String MARKER = "part-number-marker";
  private static final String MAX_PARTS = "max-parts";

  static ListParts parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(UploadId.PARAMETER, MARKER, MAX_PARTS), Set.of());
    return new ListParts(
        item.bucket(),
        item.key(),
        UploadId.parse(call),
        Numbers.ofPage(call, MARKER, 0),
        Math.min(Numbers.ofPage(call, MAX_PARTS, Listing.MAX_KEYS), Listing.MAX_KEYS));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.listKey(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    // A page of none is asked for to see whether there is such an upload.
    PartPage page =
        context.vaults().open(bucket).uploads().parts(key, uploadId, marker, Math.max(1, maxParts));
    List<PartPage.Part> parts = maxParts == 0 ? List.of() : page.parts();
    boolean truncated = maxParts > 0 && page.truncated();
    List<Map.Entry<String, String>> head = new ArrayList<>();
    head.add(Map.entry("Bucket", bucket));
    head.add(Map.entry("Key", KeyEncoding.readable(key.value())));
    head.add(Map.entry("UploadId", uploadId));
    head.add(Map.entry("PartNumberMarker", Integer.toString(marker)));
    int last = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).number();
    head.add(Map.entry("NextPartNumberMarker", Integer.toString(last)));
    head.add(Map.entry("MaxParts", Integer.toString(maxParts)));
    head.add(Map.entry("IsTruncated", Boolean.toString(truncated)));
    page.checksum()
        .ifPresent(
            checksum -> {
              head.add(Map.entry("ChecksumAlgorithm", checksum.algorithm().name()));
              head.add(Map.entry("ChecksumType", ChecksumWords.type(checksum.composite())));
            });
    List<PartsDocument.Part> shown = parts.stream().map(ListParts::part).toList();
    return Responses.document(
        new PartsDocument(head, shown, Responses.OWNER, page.storageClass().name()).toXml());
  }

  private static PartsDocument.Part part(PartPage.Part part) {
    return new PartsDocument.Part(
        part.number(),
        part.lastModified(),
        ObjectHeaders.quoted(part.etag()),
        part.length(),
        ChecksumWords.elements(part.checksums()));
  }
}
