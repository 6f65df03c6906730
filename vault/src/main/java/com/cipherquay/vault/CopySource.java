package com.cipherquay.vault;

import com.cipherquay.store.StoredSource;

/**
 * An object that was looked at in order to copy it. What is copied is this version of it or
 * nothing.
 */
public final class CopySource {

  private final OpenedObject object;
  private final ObjectInfo info;
  private final StoredSource stored;

  CopySource(OpenedObject object, ObjectInfo info, StoredSource stored) {
    this.object = object;
    this.info = info;
    this.stored = stored;
  }

  /** What the source is, to decide conditions on it. */
  public ObjectInfo info() {
    return info;
  }

  OpenedObject object() {
    return object;
  }

  StoredSource stored() {
    return stored;
  }
}
