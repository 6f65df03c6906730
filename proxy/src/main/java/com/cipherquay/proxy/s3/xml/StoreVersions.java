package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a store's ListObjectVersions: versions and delete markers alike. */
public final class StoreVersions {

  private final boolean urlEncoded;
  private final boolean truncated;
  private final List<ObjectVersion> versions = new ArrayList<>();

  @JsonCreator
  StoreVersions(
      @JsonProperty("EncodingType") @Nullable String encodingType,
      @JsonProperty("IsTruncated") @Nullable String truncated) {
    this.urlEncoded = "url".equals(encodingType);
    this.truncated = StoreListing.truncated(truncated);
  }

  /** Whether names are percent-encoded. */
  public boolean urlEncoded() {
    return urlEncoded;
  }

  /** Whether more follows. */
  public boolean truncated() {
    return truncated;
  }

  public List<ObjectVersion> versions() {
    return List.copyOf(versions);
  }

  // Versions and markers alternate. Jackson calls this once for every run of either.
  @JsonProperty("Version")
  void addVersions(List<ObjectVersion> more) {
    versions.addAll(more);
  }

  @JsonProperty("DeleteMarker")
  void addMarkers(List<ObjectVersion> more) {
    versions.addAll(more);
  }
}
