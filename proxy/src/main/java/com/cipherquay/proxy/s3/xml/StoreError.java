package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The error document of a store.
 *
 * @param code S3's name of the error; empty if the document has none
 * @param message for a log only; may be empty
 * @param condition the header field that was not met, with {@code PreconditionFailed}; may be empty
 */
public record StoreError(String code, String message, String condition) {

  public StoreError(
      @JsonProperty("Code") @Nullable String code,
      @JsonProperty("Message") @Nullable String message,
      @JsonProperty("Condition") @Nullable String condition) {
    this.code = code == null ? "" : code;
    this.message = message == null ? "" : message;
    this.condition = condition == null ? "" : condition;
  }
}
