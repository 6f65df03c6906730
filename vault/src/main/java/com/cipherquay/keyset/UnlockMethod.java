package com.cipherquay.keyset;

import java.security.GeneralSecurityException;

/**
 * A way to get at the vault file's key: today a key file; a passphrase or a key management service
 * are further implementations, told apart by {@link Wrapped#method()}.
 */
sealed interface UnlockMethod permits KeyFile {

  /**
   * The {@code unlock} section of the vault file.
   *
   * @param method the name of the method
   * @param check base64url of 16 bytes that tell a wrong key from a damaged file
   * @param key base64url of the wrapped vault file key
   */
  record Wrapped(String method, String check, String key) {}

  /** Wraps the vault file's key for this vault. */
  Wrapped wrap(byte[] fileKey, byte[] vaultId) throws GeneralSecurityException;

  /**
   * Unwraps the vault file's key.
   *
   * @throws VaultFileException if this is not the key of the vault
   * @throws GeneralSecurityException if it is, but the section is damaged
   */
  byte[] unwrap(Wrapped wrapped, byte[] vaultId)
      throws VaultFileException, GeneralSecurityException;
}
