package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a store has of an object.
 *
 * @param tags as they came
 */
public record StoreTagging(List<Tag> tags) {

  /** One tag. */
  public record Tag(String key, String value) {

    @JsonCreator
    static Tag of(
        @JsonProperty("Key") @Nullable String key, @JsonProperty("Value") @Nullable String value) {
      return new Tag(key == null ? "" : key, value == null ? "" : value);
    }
  }

  record TagSet(@JsonProperty("Tag") @Nullable List<Tag> tags) {}

  @JsonCreator
  static StoreTagging of(@JsonProperty("TagSet") @Nullable TagSet set) {
    return new StoreTagging(set == null || set.tags() == null ? List.of() : set.tags());
  }
}
