package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A version of an object, or a delete marker.
 *
 * @param name of the object
 * @param version what the store calls it; empty for whatever is the latest
 */
public record ObjectVersion(String name, String version) {

  @JsonCreator
  static ObjectVersion of(
      @JsonProperty("Key") @Nullable String name,
      @JsonProperty("VersionId") @Nullable String version) {
    return new ObjectVersion(name == null ? "" : name, version == null ? "" : version);
  }
}
