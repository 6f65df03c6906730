package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a store's ListParts.
 *
 * @param truncated whether more follows
 * @param parts as they came
 * @param storageClass empty if the store does not say
 */
public record StoreParts(boolean truncated, List<Part> parts, String storageClass) {

  /**
   * One part.
   *
   * @param number 0 if the store does not say
   * @param etag with its quotes
   * @param size in bytes; -1 if the store does not say
   * @param lastModified in the form of ISO 8601
   */
  public record Part(int number, String etag, long size, String lastModified) {

    @JsonCreator
    static Part of(
        @JsonProperty("PartNumber") @Nullable Integer number,
        @JsonProperty("ETag") @Nullable String etag,
        @JsonProperty("Size") @Nullable Long size,
        @JsonProperty("LastModified") @Nullable String lastModified) {
      return new Part(
          number == null ? 0 : number,
          etag == null ? "" : etag,
          size == null ? -1 : size,
          lastModified == null ? "" : lastModified);
    }
  }

  @JsonCreator
  static StoreParts of(
      @JsonProperty("IsTruncated") @Nullable String truncated,
      @JsonProperty("Part") @Nullable List<Part> parts,
      @JsonProperty("StorageClass") @Nullable String storageClass) {
    return new StoreParts(
        StoreListing.truncated(truncated),
        parts == null ? List.of() : parts,
        storageClass == null ? "" : storageClass);
  }
}
