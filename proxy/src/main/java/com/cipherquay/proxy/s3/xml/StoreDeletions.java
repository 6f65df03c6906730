package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a store deleted of a DeleteObjects request, and what not. */
public final class StoreDeletions {

  /**
   * One object that is gone.
   *
   * @param object its name as it stands in the document, and the version if one was named
   * @param marker whether a delete marker was made, or was what is gone
   * @param markerVersion the version of that marker; may be empty
   */
  public record Deleted(ObjectVersion object, boolean marker, String markerVersion) {

    @JsonCreator
    static Deleted of(
        @JsonProperty("Key") @Nullable String name,
        @JsonProperty("VersionId") @Nullable String version,
        @JsonProperty("DeleteMarker") @Nullable String marker,
        @JsonProperty("DeleteMarkerVersionId") @Nullable String markerVersion) {
      return new Deleted(
          ObjectVersion.of(name, version),
          "true".equals(marker),
          markerVersion == null ? "" : markerVersion);
    }
  }

  /**
   * One object that is still there.
   *
   * @param object its name as it stands in the document, and the version if one was named
   * @param code S3's name of the error
   */
  public record Failure(ObjectVersion object, String code) {

    @JsonCreator
    static Failure of(
        @JsonProperty("Key") @Nullable String name,
        @JsonProperty("VersionId") @Nullable String version,
        @JsonProperty("Code") @Nullable String code) {
      return new Failure(ObjectVersion.of(name, version), code == null ? "" : code);
    }
  }

  private final List<Deleted> deleted = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  public List<Deleted> deleted() {
    return List.copyOf(deleted);
  }

  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  // The two may alternate. Jackson calls this once for every run of either.
  @JsonProperty("Deleted")
  void addDeleted(List<Deleted> more) {
    deleted.addAll(more);
  }

  @JsonProperty("Error")
  void addFailures(List<Failure> more) {
    failures.addAll(more);
  }
}
