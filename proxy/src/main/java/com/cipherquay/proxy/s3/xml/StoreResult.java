package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a store says of an upload that it began, or of an object or part that it made.
 *
 * @param uploadId of CreateMultipartUpload; empty in the other answers
 * @param etag with its quotes, if it has them; may be empty
 */
public record StoreResult(String uploadId, String etag) {

  @JsonCreator
  static StoreResult of(
      @JsonProperty("UploadId") @Nullable String uploadId,
      @JsonProperty("ETag") @Nullable String etag) {
    return new StoreResult(uploadId == null ? "" : uploadId, etag == null ? "" : etag);
  }
}
