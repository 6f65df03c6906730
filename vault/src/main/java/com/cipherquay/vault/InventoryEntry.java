package com.cipherquay.vault;

import java.util.Optional;

/**
 * One object of an inventory.
 *
 * @param storedName its name at the store
 * @param write which write it was; empty if it was there and did not open
 */
public record InventoryEntry(String storedName, Optional<Write> write) {

  /**
   * What tells one write of an object from every other; from its authenticated metadata.
   *
   * @param id the write id in base64url
   * @param at when, in milliseconds since 1970 by the clock of who wrote it
   * @param length of the plaintext in bytes
   */
  public record Write(String id, long at, long length) {}
}
