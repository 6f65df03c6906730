package com.cipherquay.vault;

import com.cipherquay.store.StoredName;

/** What a document of a bucket is about. */
public enum DocumentKind {
  /** Which pages of other origins may use the bucket. */
  CORS("cors"),
  /** What becomes of objects with time. */
  LIFECYCLE("lifecycle"),
  /** The tags of the bucket itself. */
  TAGS("tags");

  /** Of the documents of a bucket. */
  static final String FOLDER = UploadFolder.RESERVED + "bucket/";

  private final String word;

  DocumentKind(String word) {
    this.word = word;
  }

  /** The word for it in the format. */
  String word() {
    return word;
  }

  /** Where it lies in the store. It is no beginning of the name of another kind. */
  StoredName storedName() {
    return new StoredName(FOLDER + word);
  }
}
