package com.cipherquay.store;

import java.util.regex.Pattern;

/**
 * What must hold of the object under the name at the moment a write or a delete commits, decided
 * atomically by the store.
 */
public sealed interface WriteCondition {

  WriteCondition NONE = new Always();

  /** No condition. */
  record Always() implements WriteCondition {}

  /** Nothing may be there ({@code If-None-Match: *}). */
  record IfAbsent() implements WriteCondition {}

  /** Something is there ({@code If-Match: *}); for deletes. */
  record IfPresent() implements WriteCondition {}

  /** The object there has this store entity tag, without quotes ({@code If-Match}). */
  record IfMatch(String etag) implements WriteCondition {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:+/=-]+");

    /**
     * Whether the tag can only be read as one tag. In a header field {@code *} is any object, and a
     * comma or a quote begins another tag (RFC 9110 section 13.1.1).
     */
    public boolean isPlain() {
      return PLAIN.matcher(etag).matches();
    }
  }
}
