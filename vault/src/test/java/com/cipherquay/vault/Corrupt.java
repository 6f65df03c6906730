package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import java.io.IOException;
import java.util.Arrays;

/** Expects that an object is refused and that nothing wrong and nothing complete came before. */
final class Corrupt {

  private Corrupt() {}

  static void assertRefused(Vault vault, byte[] plaintext, String what) {
    assertRefused(vault, plaintext, VaultFault.CORRUPT, what);
  }

  static void assertRefused(Vault vault, byte[] plaintext, VaultFault fault, String what) {
    byte[] got = new byte[plaintext.length + 1];
    int[] length = {0};
    VaultException refused =
        assertThrows(VaultException.class, () -> length[0] = read(vault, got, length), what);
    assertEquals(fault, refused.fault(), what);
    assertTrue(length[0] == 0 || length[0] < plaintext.length, what + ": all came before");
    assertTrue(Arrays.equals(plaintext, 0, length[0], got, 0, length[0]), what + ": wrong bytes");
  }

  private static int read(Vault vault, byte[] to, int[] length) throws IOException {
    try (VaultObject object = vault.get(VaultFixture.KEY, new ByteRange.Whole())) {
      int got = 0;
      while (got >= 0) {
        length[0] += got;
        got = object.body().read(to, length[0], Math.min(to.length - length[0], 70_000));
      }
    }
    return length[0];
  }

  static void assertRefused(Vault vault, ByteRange range, String what) {
    VaultException refused =
        assertThrows(
            VaultException.class, () -> VaultFixture.read(vault, VaultFixture.KEY, range), what);
    assertEquals(VaultFault.CORRUPT, refused.fault(), what);
  }

  static void assertHeadRefused(Vault vault, String what) {
    VaultException refused =
        assertThrows(VaultException.class, () -> vault.head(VaultFixture.KEY), what);
    assertEquals(VaultFault.CORRUPT, refused.fault(), what);
  }
}
