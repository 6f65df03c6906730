package com.cipherquay.vault;

/**
 * What a client gives an object beside its body.
 *
 * @param metadata sealed together
 * @param tags encrypted one by one
 */
public record ObjectDescription(ObjectMetadata metadata, ObjectTags tags) {

  /** Metadata and nothing more. */
  public static ObjectDescription of(ObjectMetadata metadata) {
    return new ObjectDescription(metadata, ObjectTags.NONE);
  }
}
