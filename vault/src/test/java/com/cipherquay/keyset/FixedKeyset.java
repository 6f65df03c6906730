package com.cipherquay.keyset;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;

/** The keyset of the test vectors; its roots stand at the head of each vector file. */
public final class FixedKeyset {

  private FixedKeyset() {}

  /**
   * Vault id 16 x 0x10, name root 0x20, content roots of epochs 1 and 2 0x31 and 0x32, grants 0x40.
   */
  public static Keyset create() {
    try {
      return Keyset.ofRoots(
          filled(16, 0x10),
          filled(32, 0x20),
          Map.of(1, filled(32, 0x31), 2, filled(32, 0x32)),
          filled(32, 0x40));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
