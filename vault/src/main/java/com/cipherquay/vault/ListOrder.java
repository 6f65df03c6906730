package com.cipherquay.vault;

/** In which order a listing comes, and so what its positions are. */
public enum ListOrder {
  /**
   * By stored name: the same every time, not alphabetical, one call to the store per page. A
   * position is a stored name, or a stored prefix and {@code ~}.
   */
  STORED("stored"),
  /**
   * As S3 sorts, by the UTF-8 bytes of the object key. A position is an object key or a common
   * prefix.
   */
  SORTED("sorted");

  private final String label;

  ListOrder(String label) {
    this.label = label;
  }

  /** The name of the order in settings, and in the associated data of a token. */
  public String label() {
    return label;
  }
}
