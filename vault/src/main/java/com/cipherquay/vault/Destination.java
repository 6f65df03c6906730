package com.cipherquay.vault;

import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;

/**
 * Where an object is going to be written.
 *
 * @param path the object
 * @param name its name in the store
 * @param condition what must hold of the object that is replaced, with the store's own entity tag
 */
record Destination(ObjectPath path, StoredName name, WriteCondition condition) {}
