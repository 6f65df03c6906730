package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a store deleted of a DeleteObjects request, and what not. */
public final class StoreDeletions {

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

  private final List<ObjectVersion> deleted = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /** What is gone; names as they stand in the document. */
  public List<ObjectVersion> deleted() {
    return List.copyOf(deleted);
  }

  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  // The two may alternate. Jackson calls this once for every run of either.
  @JsonProperty("Deleted")
  void addDeleted(List<ObjectVersion> more) {
    deleted.addAll(more);
  }

  @JsonProperty("Error")
  void addFailures(List<Failure> more) {
    failures.addAll(more);
  }
}
