package com.cipherquay.vault;

/**
 * What of a bucket a listing shows. Only what it shows counts for a page, and nothing else is in a
 * marker or token. Thread-safe.
 */
public interface Visibility {

  /** Shows everything. */
  Visibility ALL =
      new Visibility() {
        @Override
        public boolean showsKey(String key) {
          return true;
        }

        @Override
        public boolean showsDirectory(String path) {
          return true;
        }
      };

  /** Whether an object of this key is shown. */
  boolean showsKey(String key);

  /**
   * Whether a directory is shown in which some keys are, though not all need be.
   *
   * @param path with {@code /} at its end
   */
  boolean showsDirectory(String path);
}
