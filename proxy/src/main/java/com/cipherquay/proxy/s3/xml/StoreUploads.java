package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a store's ListMultipartUploads.
 *
 * @param urlEncoded whether names are percent-encoded
 * @param truncated whether more follows
 * @param uploads as they came
 */
public record StoreUploads(boolean urlEncoded, boolean truncated, List<Upload> uploads) {

  /**
   * One upload.
   *
   * @param name as it stands in the document
   * @param initiated in the form of ISO 8601
   * @param storageClass empty if the store does not say
   */
  public record Upload(String name, String id, String initiated, String storageClass) {

    @JsonCreator
    static Upload of(
        @JsonProperty("Key") @Nullable String name,
        @JsonProperty("UploadId") @Nullable String id,
        @JsonProperty("Initiated") @Nullable String initiated,
        @JsonProperty("StorageClass") @Nullable String storageClass) {
      return new Upload(
          name == null ? "" : name,
          id == null ? "" : id,
          initiated == null ? "" : initiated,
          storageClass == null ? "" : storageClass);
    }
  }

  @JsonCreator
  static StoreUploads of(
      @JsonProperty("EncodingType") @Nullable String encodingType,
      @JsonProperty("IsTruncated") @Nullable String truncated,
      @JsonProperty("Upload") @Nullable List<Upload> uploads) {
    return new StoreUploads(
        "url".equals(encodingType),
        StoreListing.truncated(truncated),
        uploads == null ? List.of() : uploads);
  }
}
