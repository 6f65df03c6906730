package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a store could not delete of a DeleteObjects request. */
public record StoreDeletions(List<Failure> failures) {

  /**
   * One object that is still there.
   *
   * @param name as it stands in the document
   * @param code S3's name of the error
   */
  public record Failure(String name, String code) {

    @JsonCreator
    static Failure of(
        @JsonProperty("Key") @Nullable String name, @JsonProperty("Code") @Nullable String code) {
      return new Failure(name == null ? "" : name, code == null ? "" : code);
    }
  }

  @JsonCreator
  static StoreDeletions of(@JsonProperty("Error") @Nullable List<Failure> failures) {
    return new StoreDeletions(failures == null ? List.of() : failures);
  }
}
