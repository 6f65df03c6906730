package com.cipherquay.keyset;

import com.google.crypto.tink.subtle.AesSiv;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Proves, before any vault is opened, that this Java computes the format's functions as FORMAT.md
 * says. A broken or replaced cryptographic provider would otherwise write data that nothing else
 * can read, or that everything can.
 */
final class SelfTest {

  private static final String DERIVED =
      "f6d70342657287e697a667ca263ea47ac1cfd9581fa4d4220e9a96130cb73e1a";

  private static final String SEALED = "d2c38b59c8a27f0a6121093bf0ea9df8d0";

  private SelfTest() {}

  /** Throws if a known answer is not met, by the derivation of a root, of a key, or AES-SIV. */
  static void run() throws GeneralSecurityException {
    byte[] root = new byte[DerivedKey.LENGTH];
    for (int i = 0; i < root.length; i++) {
      root[i] = (byte) i;
    }
    byte[] input = {'b'};
    DerivedKey fromRoot = RootKeys.ofBytes(root).derive(1, KeyType.BUCKET, input);
    expect(DERIVED, fromRoot.bytes(KeyType.NAME, new byte[0], DerivedKey.LENGTH));
    DerivedKey fromKey = DerivedKey.of(root).derive(KeyType.BUCKET, input);
    expect(DERIVED, fromKey.bytes(KeyType.NAME, new byte[0], DerivedKey.LENGTH));
    AesSiv siv = new AesSiv(fromKey.bytes(KeyType.NAME, new byte[0], DerivedKey.SIV_LENGTH));
    expect(SEALED, siv.encryptDeterministically(input, input));
    refuseWeak(root);
  }

  /** Throws for a key that is short or all zeros: what a failed read or random source leaves. */
  static void refuseWeak(byte[] key) throws GeneralSecurityException {
    if (key.length != DerivedKey.LENGTH) {
      throw new GeneralSecurityException("a key has 32 bytes, not " + key.length);
    }
    if (Arrays.equals(key, new byte[DerivedKey.LENGTH])) {
      throw new GeneralSecurityException("a key of zeros");
    }
  }

  private static void expect(String hex, byte[] actual) throws GeneralSecurityException {
    if (!Arrays.equals(HexFormat.of().parseHex(hex), actual)) {
      throw new GeneralSecurityException("the self-test of the cryptography failed");
    }
  }
}
