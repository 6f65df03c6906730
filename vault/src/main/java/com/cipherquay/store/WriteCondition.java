package com.cipherquay.store;

/**
 * What must hold of the object under the name at the moment a write commits, decided atomically by
 * the store.
 */
public sealed interface WriteCondition {

  WriteCondition NONE = new Always();

  /** No condition. */
  record Always() implements WriteCondition {}

  /** Nothing may be there ({@code If-None-Match: *}). */
  record IfAbsent() implements WriteCondition {}

  /** The object there has this store entity tag, without quotes ({@code If-Match}). */
  record IfMatch(String etag) implements WriteCondition {}
}
