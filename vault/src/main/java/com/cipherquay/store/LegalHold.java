package com.cipherquay.store;

/** What was said of the legal hold of a version. */
public enum LegalHold {
  /** It can not be deleted, whatever its retention. */
  ON,
  /** It was said that there is none. */
  OFF
}
