package com.cipherquay.store;

import java.util.Optional;

/**
 * A place in a listing of versions.
 *
 * @param name all up to here is passed; it need not be the name of an object, and {@code x/~}
 *     passes all below {@code x/}
 * @param versionId a version of that name; then only those that are newer, and itself, are passed
 *     of it. If it is not there any more, a store that can not tell where it stood begins with the
 *     newest
 */
public record VersionPosition(String name, Optional<String> versionId) {

  /** Before all. */
  public static final VersionPosition FIRST = new VersionPosition("", Optional.empty());

  /** After all versions of what is called so. */
  public static VersionPosition after(String name) {
    return new VersionPosition(name, Optional.empty());
  }
}
