package com.cipherquay.proxy.s3.xml;

import org.jspecify.annotations.Nullable;

/**
 * A version of an object, or a delete marker.
 *
 * @param name of the object
 * @param version what the store calls it; empty for whatever is the latest
 */
public record ObjectVersion(String name, String version) {

  static ObjectVersion of(@Nullable String name, @Nullable String version) {
    return new ObjectVersion(name == null ? "" : name, version == null ? "" : version);
  }
}
