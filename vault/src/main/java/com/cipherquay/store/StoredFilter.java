package com.cipherquay.store;

import java.util.OptionalLong;

/**
 * What a lifecycle rule is about: all that has this prefix, these tags and such a size.
 *
 * @param prefix of the stored name; may be empty
 * @param tags all of which an object must have, and may have others
 * @param greaterThan the stored size in bytes that an object must pass
 * @param lessThan the stored size in bytes that an object must not reach
 */
public record StoredFilter(
    String prefix, StoredTags tags, OptionalLong greaterThan, OptionalLong lessThan) {

  /** All with a prefix. */
  public static StoredFilter of(String prefix) {
    return new StoredFilter(prefix, StoredTags.NONE, OptionalLong.empty(), OptionalLong.empty());
  }

  /** The same with another prefix. */
  public StoredFilter in(String otherPrefix) {
    return new StoredFilter(otherPrefix, tags, greaterThan, lessThan);
  }

  /** Whether it says more than a prefix. */
  public boolean isNarrow() {
    return !tags.isEmpty() || greaterThan.isPresent() || lessThan.isPresent();
  }

  /** Whether an object of this size and these tags is meant, if it has the prefix. */
  boolean takes(long size, StoredTags ofObject) {
    return (greaterThan.isEmpty() || size > greaterThan.getAsLong())
        && (lessThan.isEmpty() || size < lessThan.getAsLong())
        && ofObject.byKey().entrySet().containsAll(tags.byKey().entrySet());
  }
}
