package com.cipherquay.grant;

import java.util.Arrays;
import java.util.Optional;

/** What a grant can allow. What it does not name it denies. */
public enum GrantAction {
  /** To read objects, their metadata and tags. */
  READ("read", 0x01),
  /** To write objects and parts, and the tags of objects. */
  WRITE("write", 0x02),
  /** To list objects, versions, uploads and parts. */
  LIST("list", 0x04),
  /** To delete objects and versions. */
  DELETE("delete", 0x08),
  /** To create, configure and delete a whole bucket. */
  BUCKET_ADMIN("bucket-admin", 0x10);

  private final String word;
  private final int bit;

  GrantAction(String word, int bit) {
    this.word = word;
    this.bit = bit;
  }

  /** What people call it. */
  public String word() {
    return word;
  }

  int bit() {
    return bit;
  }

  /** The action that people call so. */
  public static Optional<GrantAction> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word.equals(word)).findFirst();
  }
}
