package com.cipherquay.store;

/** What a deletion has done to the index. */
record IndexedDeletion(StoredDeletion deletion, Leftovers leftovers) {

  static final IndexedDeletion NOTHING = new IndexedDeletion(StoredDeletion.PLAIN, Leftovers.NONE);
}
