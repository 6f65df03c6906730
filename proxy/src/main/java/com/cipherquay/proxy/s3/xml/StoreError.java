package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The error document of a store.
 *
 * @param code S3's name of the error; empty if the document has none
 * @param message for a log only; may be empty
 */
public record StoreError(String code, String message) {

  public StoreError(
      @JsonProperty("Code") @Nullable String code,
      @JsonProperty("Message") @Nullable String message) {
    this.code = code == null ? "" : code;
    this.message = message == null ? "" : message;
  }
}
