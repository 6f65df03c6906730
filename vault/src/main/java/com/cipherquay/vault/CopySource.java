package com.cipherquay.vault;

import com.cipherquay.store.StoredSource;
import java.util.Optional;

/**
 * An object that was looked at in order to copy it. What is copied is this version of it or
 * nothing.
 */
public final class CopySource {

  private final ObjectReader reader;
  private final OpenedObject object;
  private final Optional<KnownParts> parts;
  private final StoredSource stored;

  CopySource(
      ObjectReader reader, OpenedObject object, Optional<KnownParts> parts, StoredSource stored) {
    this.reader = reader;
    this.object = object;
    this.parts = parts;
    this.stored = stored;
  }

  /** What the source is, to decide conditions on it. */
  public ObjectInfo info() {
    return object.info(parts);
  }

  OpenedObject object() {
    return object;
  }

  /** How it is made up, if it was put in parts. */
  Optional<KnownParts> parts() {
    return parts;
  }

  StoredSource stored() {
    return stored;
  }

  ObjectReader reader() {
    return reader;
  }
}
