package com.cipherquay.vault;

/** In which order a listing comes, and so what its positions are. */
enum ListOrder {
  /** By stored name; a position is a stored name or a stored prefix and {@code ~}. */
  STORED("stored"),
  /** By plaintext; a position is an object key or a common prefix. */
  PLAINTEXT("plaintext");

  private final String label;

  ListOrder(String label) {
    this.label = label;
  }

  /** The name of the order in the associated data of a token; part of the format. */
  String label() {
    return label;
  }
}
