package com.cipherquay.vault;

/** What came of the upkeep of one object. */
public enum UpkeepOutcome {
  /** It was changed as asked. */
  DONE,
  /** It is as asked already. */
  CURRENT,
  /** It was deleted, or has ended, before its turn came. */
  GONE,
  /** It was replaced while its turn was: what is there now is newer than the walk. */
  CHANGED,
  /** It is archived: the store neither reads nor copies it before it is restored. */
  ARCHIVED,
  /** It is locked, and what replaces it would not be. */
  LOCKED,
  /** It is no object of this vault. */
  FOREIGN
}
