package com.cipherquay.vault;

import com.cipherquay.keyset.FixedKeyset;

/** The keys of one object that everybody knows, so that what is behind a seal can be fuzzed too. */
final class Sealed {

  static final PathKeys PATHS = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), "bucket");
  static final ObjectPath PATH = new ObjectPath(PATHS, new ObjectKey("dir/object"));
  static final WriteId ID = new WriteId(Octets.of(new byte[WriteId.LENGTH]));
  static final DataKey KEY = DataKey.of(new byte[32]);
  static final WrappedKey WRAPPED = wrapped();

  private Sealed() {}

  private static WrappedKey wrapped() {
    try {
      return PATH.wrap(KEY, ID);
    } catch (VaultException e) {
      throw new IllegalStateException(e);
    }
  }
}
