package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A store's answer to GetBucketVersioning.
 *
 * @param status as it stands in the document; empty if the bucket never kept versions
 */
public record StoreVersioning(String status) {

  @JsonCreator
  static StoreVersioning of(@JsonProperty("Status") @Nullable String status) {
    return new StoreVersioning(status == null ? "" : status);
  }
}
