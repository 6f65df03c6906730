package com.cipherquay.vault;

import java.util.Optional;

/**
 * The two forms of an entity tag, without quotes. Clients see the store's with a suffix: a tag with
 * a dash is not taken for an MD5 of the plaintext, which it is not.
 */
final class EntityTag {

  private static final String SUFFIX = "-cq";

  private EntityTag() {}

  static String forClients(String storeTag) {
    return storeTag + SUFFIX;
  }

  /** The store's tag; empty if no object of a vault can have this tag. */
  static Optional<String> forStore(String clientTag) {
    return clientTag.endsWith(SUFFIX) && clientTag.length() > SUFFIX.length()
        ? Optional.of(clientTag.substring(0, clientTag.length() - SUFFIX.length()))
        : Optional.empty();
  }
}
