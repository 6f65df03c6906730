package com.cipherquay.store;

/** An object as the index knows it. */
record IndexedObject(StoredHead head, Content content) {}
