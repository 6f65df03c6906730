package com.cipherquay.store;

/** How firmly a version is retained (AWS, "Locking objects with Object Lock"). */
public enum RetentionMode {
  /** Whoever may bypass it can shorten it, and delete the version. */
  GOVERNANCE,
  /** Nobody can, before its time is over. */
  COMPLIANCE
}
