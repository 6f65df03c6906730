package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.ResultDocument;
import com.cipherquay.proxy.sigv4.BodyChecksum;
import com.cipherquay.proxy.sigv4.ChecksummedStream;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreException;
import com.cipherquay.vault.ChecksumAlgorithm;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PlaintextBody;
import com.cipherquay.vault.UnsatisfiableRangeException;
import com.cipherquay.vault.UploadChecksum;
import com.cipherquay.vault.Uploads;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.VaultObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * UploadPartCopy. A range of plaintext is not a range of segments, so its bytes flow through: read
 * from the source and put as a part, on this thread, in bounded memory.
 *
 * @param number 1 to 10000
 * @param range which bytes of the source; empty for all
 */
record UploadPartCopy(
    String bucket,
    ObjectKey key,
    String uploadId,
    int number,
    CopyFrom from,
    Optional<ByteRange.Between> range)
    implements S3Operation {

  private static final String RANGE = CopyFrom.CONDITION + "range";

  static UploadPartCopy parse(Target.Item item, Call call) {
    Set<String> names = new HashSet<>(CopyFrom.NAMES);
    names.add(RANGE);
    call.understoodBy(Set.of(UploadId.PARAMETER, Numbers.PART), names);
    WriteConditions.none(call);
    UploadBody.none(call);
    return new UploadPartCopy(
        item.bucket(),
        item.key(),
        UploadId.parse(call),
        Numbers.ofPart(call),
        CopyFrom.parse(call),
        call.header(RANGE).map(UploadPartCopy::range));
  }

  private static ByteRange.Between range(String value) {
    return RangeHeader.firstToLast(value)
        .orElseThrow(
            () ->
                Call.invalid(
                    RANGE,
                    value,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where"
                        + " first and last are the zero-based offsets of the first and last bytes"
                        + " to copy"));
  }

  @Override
  public List<Permission> permissions() {
    return from.permissions(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Uploads uploads = context.vaults().open(bucket).uploads();
    Optional<UploadChecksum> checksum = uploads.checksum(key, uploadId);
    try (VaultObject source = open(context.vaults().open(from.bucket()))) {
      from.check(source.info());
      requireAll(source);
      return checksum.isEmpty()
          ? answer(
              source,
              put(uploads, new PlaintextBody(source.body(), source.length(), Map::of)),
              Map.of())
          : summed(uploads, source, checksum.get().algorithm());
    }
  }

  private VaultObject open(Vault vault) throws IOException {
    ByteRange asked = range.isPresent() ? range.get() : new ByteRange.Whole();
    try {
      return vault.get(from.object(), asked);
    } catch (UnsatisfiableRangeException e) {
      // A condition that does not hold outranks a range that can not be served.
      from.check(vault.head(from.object()));
      throw outside(e.length());
    } catch (StoreException e) {
      throw from.refusal(e);
    }
  }

  /** A part is what its client thinks it is or nothing: a range is not cut at the object's end. */
  private void requireAll(VaultObject source) {
    if (range.isPresent() && range.get().last() >= source.info().length()) {
      throw outside(source.info().length());
    }
    if (source.length() > UploadBody.MAX_LENGTH) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + UploadBody.MAX_LENGTH);
    }
  }

  private S3Exception outside(long size) {
    ByteRange.Between asked = range.orElseThrow();
    return Call.invalid(
        RANGE,
        "bytes=" + asked.first() + "-" + asked.last(),
        "Range specified is not valid for source object of size: " + size);
  }

  /** No client says what these bytes are, but the upload promises a checksum of every part. */
  private S3Response summed(Uploads uploads, VaultObject source, ChecksumAlgorithm algorithm)
      throws IOException {
    ChecksummedStream body =
        ChecksummedStream.of(source.body(), BodyChecksum.valueOf(algorithm.name()));
    String etag =
        put(
            uploads,
            new PlaintextBody(body, source.length(), () -> Map.of(algorithm, body.checksum())));
    return answer(source, etag, Map.of(algorithm, body.checksum()));
  }

  private String put(Uploads uploads, PlaintextBody body) throws IOException {
    return uploads.putPart(key, uploadId, number, body);
  }

  private static S3Response answer(
      VaultObject source, String etag, Map<ChecksumAlgorithm, String> checksums) {
    List<Map.Entry<String, String>> elements = new ArrayList<>();
    elements.add(Map.entry("LastModified", ResultDocument.time(Instant.now())));
    elements.add(Map.entry("ETag", ObjectHeaders.quoted(etag)));
    elements.addAll(ChecksumWords.elements(checksums));
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(ObjectHeaders.ENCRYPTED);
    headers.addAll(VersionIds.header(VersionIds.COPY_SOURCE_HEADER, source.info().versionId()));
    return Responses.document(200, headers, new ResultDocument("CopyPartResult", elements).toXml());
  }
}
