package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a store's ListObjectVersions: versions and delete markers alike. */
public final class StoreVersions {

  /**
   * A version of an object, or a delete marker.
   *
   * @param object its name and version as they stand in the document
   * @param latest whether it is the current one
   * @param marker whether it is a delete marker
   * @param etag with its quotes
   * @param size in bytes; -1 if the store does not say
   * @param lastModified in the form of ISO 8601
   * @param storageClass as it stands in the document; may be empty
   */
  public record Entry(
      ObjectVersion object,
      boolean latest,
      boolean marker,
      String etag,
      long size,
      String lastModified,
      String storageClass) {}

  /** One element of the document. */
  record Line(
      @JsonProperty("Key") @Nullable String name,
      @JsonProperty("VersionId") @Nullable String version,
      @JsonProperty("IsLatest") @Nullable String latest,
      @JsonProperty("ETag") @Nullable String etag,
      @JsonProperty("Size") @Nullable Long size,
      @JsonProperty("LastModified") @Nullable String lastModified,
      @JsonProperty("StorageClass") @Nullable String storageClass) {

    private Entry entry(boolean marker) {
      long length = size == null ? -1 : size;
      return new Entry(
          ObjectVersion.of(name, version),
          "true".equals(latest),
          marker,
          etag == null ? "" : etag,
          marker ? 0 : length,
          lastModified == null ? "" : lastModified,
          storageClass == null ? "" : storageClass);
    }
  }

  private boolean urlEncoded;
  private @Nullable String truncated;
  private String nextKeyMarker = "";
  private final List<Entry> versions = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();

  // No constructor takes any of it: then Jackson would call the methods below in another order.
  StoreVersions() {}

  @JsonProperty("EncodingType")
  void setEncodingType(@Nullable String type) {
    urlEncoded = "url".equals(type);
  }

  @JsonProperty("IsTruncated")
  void setTruncated(@Nullable String text) {
    truncated = text;
  }

  @JsonProperty("NextKeyMarker")
  void setNextKeyMarker(@Nullable String marker) {
    nextKeyMarker = marker == null ? "" : marker;
  }

  /** Whether names are percent-encoded. */
  public boolean urlEncoded() {
    return urlEncoded;
  }

  /** Whether more follows. */
  public boolean truncated() {
    return StoreListing.truncated(truncated);
  }

  /** How far the page goes, as it stands in the document; may be empty. */
  public String nextKeyMarker() {
    return nextKeyMarker;
  }

  /** In the order of the document. */
  public List<Entry> versions() {
    return List.copyOf(versions);
  }

  /** The common prefixes, as they stand in the document. */
  public List<String> prefixes() {
    return List.copyOf(prefixes);
  }

  // Versions and markers alternate. Jackson calls this once for every run of either.
  @JsonProperty("Version")
  void addVersions(List<Line> more) {
    more.forEach(line -> versions.add(line.entry(false)));
  }

  @JsonProperty("DeleteMarker")
  void addMarkers(List<Line> more) {
    more.forEach(line -> versions.add(line.entry(true)));
  }

  @JsonProperty("CommonPrefixes")
  void addPrefixes(List<StoreListing.CommonPrefix> more) {
    more.forEach(common -> prefixes.add(common.prefix() == null ? "" : common.prefix()));
  }
}
