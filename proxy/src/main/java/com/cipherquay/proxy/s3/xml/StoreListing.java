package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a store's ListObjectsV2. */
public final class StoreListing {

  /**
   * One object.
   *
   * @param name as it stands in the document
   * @param etag with its quotes
   * @param size in bytes; -1 if the store does not say
   * @param lastModified in the form of ISO 8601
   * @param storageClass empty if the store does not say
   */
  public record Entry(
      String name, String etag, long size, String lastModified, String storageClass) {

    @JsonCreator
    static Entry of(
        @JsonProperty("Key") @Nullable String name,
        @JsonProperty("ETag") @Nullable String etag,
        @JsonProperty("Size") @Nullable Long size,
        @JsonProperty("LastModified") @Nullable String lastModified,
        @JsonProperty("StorageClass") @Nullable String storageClass) {
      return new Entry(
          orEmpty(name),
          orEmpty(etag),
          size == null ? -1 : size,
          orEmpty(lastModified),
          orEmpty(storageClass));
    }
  }

  record CommonPrefix(@JsonProperty("Prefix") @Nullable String prefix) {}

  private String encodingType = "";
  private String isTruncated = "";
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();

  /** Whether names are percent-encoded. */
  public boolean urlEncoded() {
    return encodingType.equals("url");
  }

  /** Whether more follows. */
  public boolean truncated() {
    return truncated(isTruncated);
  }

  /** The objects. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The common prefixes, as they stand in the document. */
  public List<String> prefixes() {
    return List.copyOf(prefixes);
  }

  @JsonProperty("EncodingType")
  void setEncodingType(@Nullable String text) {
    encodingType = orEmpty(text);
  }

  @JsonProperty("IsTruncated")
  void setTruncated(@Nullable String text) {
    isTruncated = orEmpty(text);
  }

  // The two may alternate, before and after the rest. Jackson calls this once for every run of
  // either.
  @JsonProperty("Contents")
  void addEntries(List<Entry> more) {
    entries.addAll(more);
  }

  @JsonProperty("CommonPrefixes")
  void addPrefixes(List<CommonPrefix> more) {
    more.forEach(common -> prefixes.add(orEmpty(common.prefix())));
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
