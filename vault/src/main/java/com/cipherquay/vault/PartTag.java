package com.cipherquay.vault;

import java.util.Optional;

/**
 * The entity tag of a part as clients see it, without quotes: the store's, and the part's token.
 *
 * @param storeTag the store's tag; {@link PartTokens#HELD} for a part that is held
 * @param token what the vault says of the part, sealed
 */
record PartTag(String storeTag, String token) {

  private static final String HELD = "held";
  private static final String SEPARATOR = ".";

  boolean held() {
    return storeTag.equals(PartTokens.HELD);
  }

  String forClients() {
    return EntityTag.forClients(held() ? HELD : storeTag) + SEPARATOR + token;
  }

  /** The parts of such a tag; empty if it can not be one. */
  static Optional<PartTag> parse(String etag) {
    int dot = Math.max(0, etag.lastIndexOf(SEPARATOR));
    String token = etag.substring(Math.min(dot + 1, etag.length()));
    return EntityTag.storeTag(etag.substring(0, dot))
        .filter(tag -> !tag.isEmpty())
        .map(tag -> new PartTag(tag.equals(HELD) ? PartTokens.HELD : tag, token));
  }
}
