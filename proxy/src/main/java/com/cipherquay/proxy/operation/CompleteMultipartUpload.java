package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.CompletionDocument;
import com.cipherquay.proxy.s3.xml.ResultDocument;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ChecksumAlgorithm;
import com.cipherquay.vault.CompletedPart;
import com.cipherquay.vault.CompletedUpload;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.UploadChecksum;
import com.cipherquay.vault.UploadCompletion;
import com.cipherquay.vault.Uploads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * CompleteMultipartUpload; asked for again, it answers the same.
 *
 * @param composite what the client says of the upload's checksum, if it does
 */
record CompleteMultipartUpload(
    String bucket,
    ObjectKey key,
    String uploadId,
    UploadCompletion completion,
    Optional<Boolean> composite)
    implements S3Operation {

  // Ten thousand parts with entity tags of 160 bytes and a checksum each, written at length.
  private static final int DOCUMENT_LIMIT = 1 << 23;
  private static final String OBJECT_SIZE = "x-amz-mp-object-size";

  static CompleteMultipartUpload parse(Target.Item item, Call call) throws IOException {
    call.understoodBy(Set.of(UploadId.PARAMETER), Set.of(OBJECT_SIZE));
    WriteCondition condition = WriteConditions.parse(call);
    OptionalLong length = length(call);
    CompletionDocument document = CompletionDocument.parse(call.document(DOCUMENT_LIMIT));
    List<CompletedPart> parts = parts(document);
    UploadCompletion completion =
        new UploadCompletion(parts, ChecksumWords.ofObject(call, parts.size()), length, condition);
    return new CompleteMultipartUpload(
        item.bucket(), item.key(), UploadId.parse(call), completion, ChecksumWords.composite(call));
  }

  private static OptionalLong length(Call call) {
    if (call.header(OBJECT_SIZE).isEmpty()) {
      return OptionalLong.empty();
    }
    String digits = call.header(OBJECT_SIZE).get().strip();
    try {
      long length = Long.parseLong(digits);
      if (length >= 0 && Character.isDigit(digits.charAt(0))) {
        return OptionalLong.of(length);
      }
    } catch (NumberFormatException e) {
      throw invalidLength(digits);
    }
    throw invalidLength(digits);
  }

  private static S3Exception invalidLength(String value) {
    return new S3Exception(
        S3ErrorCode.INVALID_REQUEST,
        "Value for " + OBJECT_SIZE + " header is invalid: '" + value + "'");
  }

  private static List<CompletedPart> parts(CompletionDocument document) {
    List<CompletedPart> parts = new ArrayList<>();
    int last = 0;
    for (CompletionDocument.Part part : document.parts()) {
      int number = Numbers.ofPart(part.number());
      if (number <= last) {
        throw new S3Exception(S3ErrorCode.INVALID_PART_ORDER);
      }
      last = number;
      parts.add(new CompletedPart(number, part.etag(), checksums(part)));
    }
    return parts;
  }

  private static Map<ChecksumAlgorithm, String> checksums(CompletionDocument.Part part) {
    Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
    for (Map.Entry<String, String> claim : part.claims().entrySet()) {
      checksums.put(claimed(claim.getKey()), claim.getValue());
    }
    return checksums;
  }

  /** What a part is claimed to be beside its number and tag: a checksum that is verified. */
  private static ChecksumAlgorithm claimed(String element) {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      if (ChecksumWords.element(algorithm).equals(element)) {
        return algorithm;
      }
    }
    throw Call.unimplemented("Element", element);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Uploads uploads = context.vaults().open(bucket).uploads();
    if (composite.isPresent()) {
      requireType(uploads, composite.get());
    }
    Optional<Duration> most = context.caller().maxLifetime();
    if (most.isPresent()) {
      requireEnd(uploads, Instant.now().plus(most.get()));
    }
    CompletedUpload completed = uploads.complete(key, uploadId, completion);
    List<Map.Entry<String, String>> elements = new ArrayList<>();
    elements.add(Map.entry("Location", "/" + bucket + "/" + UriText.encode(key.value())));
    elements.add(Map.entry("Bucket", bucket));
    elements.add(Map.entry("Key", KeyEncoding.readable(key.value())));
    elements.add(Map.entry("ETag", ObjectHeaders.quoted(completed.etag())));
    elements.addAll(ChecksumWords.elements(completed.checksum().stream().toList()));
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(ObjectHeaders.ENCRYPTED);
    headers.addAll(VersionIds.header(VersionIds.HEADER, completed.versionId()));
    return Responses.document(
        200, headers, new ResultDocument("CompleteMultipartUploadResult", elements).toXml());
  }

  /** An upload that somebody else began may be for an object that lasts longer. */
  private void requireEnd(Uploads uploads, Instant latest) throws IOException {
    Optional<Optional<Instant>> end = ifInProgress(() -> uploads.end(key, uploadId));
    // A second more, to which ends are rounded.
    if (end.isPresent() && end.get().filter(at -> !at.isAfter(latest.plusSeconds(1))).isEmpty()) {
      throw new S3Exception(
          S3ErrorCode.ACCESS_DENIED, "The access grant does not allow an object to last so long");
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException;
  }

  /** An upload that is not there may have been completed by this very request: the vault knows. */
  private static <T> Optional<T> ifInProgress(Question<T> question) throws IOException {
    try {
      return Optional.of(question.ask());
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_UPLOAD) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void requireType(Uploads uploads, boolean claimed) throws IOException {
    Optional<Optional<UploadChecksum>> known = ifInProgress(() -> uploads.checksum(key, uploadId));
    if (known.isEmpty()) {
      return;
    }
    Optional<UploadChecksum> checksum = known.get();
    if (!checksum.map(UploadChecksum::composite).equals(Optional.of(claimed))) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "The upload was created using the "
              + checksum.map(it -> ChecksumWords.type(it.composite())).orElse("null")
              + " checksum mode. The complete request must use the same checksum mode.");
    }
  }
}
