package com.cipherquay.vault;

import com.cipherquay.store.LifecycleAction;
import java.util.List;
import java.util.OptionalLong;

/**
 * A lifecycle rule in plaintext.
 *
 * @param prefix of object keys; may be empty
 * @param tags all of which an object must have, and may have others
 * @param greaterThan the length in bytes that an object must pass
 * @param lessThan the length in bytes that an object must not reach
 * @param actions at least one
 */
public record LifecycleRule(
    String prefix,
    ObjectTags tags,
    OptionalLong greaterThan,
    OptionalLong lessThan,
    List<LifecycleAction> actions) {

  public LifecycleRule {
    actions = List.copyOf(actions);
  }
}
