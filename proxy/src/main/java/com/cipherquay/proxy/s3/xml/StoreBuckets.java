package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store's answer to ListBuckets. */
public record StoreBuckets(List<Bucket> buckets) {

  /**
   * One bucket.
   *
   * @param name as it stands in the document
   * @param created in the form of ISO 8601
   */
  public record Bucket(String name, String created) {

    @JsonCreator
    static Bucket of(
        @JsonProperty("Name") @Nullable String name,
        @JsonProperty("CreationDate") @Nullable String created) {
      return new Bucket(name == null ? "" : name, created == null ? "" : created);
    }
  }

  record Container(@JsonProperty("Bucket") @Nullable List<Bucket> buckets) {}

  @JsonCreator
  static StoreBuckets of(@JsonProperty("Buckets") @Nullable Container container) {
    List<Bucket> found = container == null ? null : container.buckets();
    return new StoreBuckets(found == null ? List.of() : found);
  }
}
