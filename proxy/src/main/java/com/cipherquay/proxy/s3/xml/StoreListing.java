package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a store's ListObjectsV2.
 *
 * @param urlEncoded whether names are percent-encoded
 * @param truncated whether more follows
 * @param entries the objects
 * @param prefixes the common prefixes
 */
public record StoreListing(
    boolean urlEncoded, boolean truncated, List<Entry> entries, List<String> prefixes) {

  /**
   * One object.
   *
   * @param name as it stands in the document
   * @param etag with its quotes
   * @param size in bytes; -1 if the store does not say
   * @param lastModified in the form of ISO 8601
   */
  public record Entry(String name, String etag, long size, String lastModified) {

    @JsonCreator
    static Entry of(
        @JsonProperty("Key") @Nullable String name,
        @JsonProperty("ETag") @Nullable String etag,
        @JsonProperty("Size") @Nullable Long size,
        @JsonProperty("LastModified") @Nullable String lastModified) {
      return new Entry(
          orEmpty(name), orEmpty(etag), size == null ? -1 : size, orEmpty(lastModified));
    }
  }

  record CommonPrefix(@JsonProperty("Prefix") @Nullable String prefix) {}

  @JsonCreator
  static StoreListing of(
      @JsonProperty("EncodingType") @Nullable String encodingType,
      @JsonProperty("IsTruncated") @Nullable String truncated,
      @JsonProperty("Contents") @Nullable List<Entry> contents,
      @JsonProperty("CommonPrefixes") @Nullable List<CommonPrefix> commonPrefixes) {
    List<CommonPrefix> prefixes = commonPrefixes == null ? List.of() : commonPrefixes;
    return new StoreListing(
        "url".equals(encodingType),
        truncated(truncated),
        contents == null ? List.of() : contents,
        prefixes.stream().map(common -> orEmpty(common.prefix())).toList());
  }

  /** The IsTruncated of any listing. */
  static boolean truncated(@Nullable String text) {
    // AWS: always there; without it a page that broke off would pass for the last.
    if (!"true".equals(text) && !"false".equals(text)) {
      throw new IllegalArgumentException("IsTruncated is neither true nor false");
    }
    return "true".equals(text);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
