package com.cipherquay.store;

/** Whether a bucket keeps the versions of its objects (AWS, "How S3 Versioning works"). */
public enum Versioning {
  /** It never did: every object has one version without an id. The state of a new bucket. */
  NEVER,
  /** Every write makes a version, and a deletion makes a delete marker. */
  ENABLED,
  /**
   * Versions that are there stay, but writes and deletions make one of the id {@code null}, in the
   * place of the one that has it.
   */
  SUSPENDED
}
