package com.cipherquay.vault;

/**
 * A directory in both of its forms. Immutable and thread-safe.
 *
 * @param path the plaintext path, empty or ending in {@code /}
 * @param stored the stored path, empty or ending in {@code /}; may be longer than a stored name
 * @param names the cipher of the names in it
 */
record Directory(String path, String stored, NameCipher names) {

  /** The directory in this one with this plaintext component. */
  Directory child(String component) {
    return new Directory(
        path + component + "/",
        stored + names.encryptDirectory(component) + "/",
        names.child(component));
  }
}
