package com.cipherquay.vault;

/** Where a page of a listing begins. */
public sealed interface ListPosition {

  ListPosition BEGINNING = new Beginning();

  record Beginning() implements ListPosition {}

  /**
   * ListObjects' {@code marker}: after this key; with a delimiter, a marker that is a common prefix
   * skips all it rolls up.
   */
  record Marker(String key) implements ListPosition {}

  /** ListObjectsV2's {@code start-after}: only keys after this one, in the order of the listing. */
  record StartAfter(String key) implements ListPosition {}

  /**
   * A token from {@link ListPage#continuation()}, valid for the same bucket, prefix and delimiter
   * only.
   */
  record Continuation(String token) implements ListPosition {}
}
