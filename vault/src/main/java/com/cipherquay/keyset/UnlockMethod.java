package com.cipherquay.keyset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;

/**
 * A way to get at the vault file's key: each gives a key U of 32 bytes to who has the secret, and U
 * wraps the file's key in a section of the vault file, {@link UnlockSection}.
 */
sealed interface UnlockMethod permits KeyFile, RecoveryKey, Passphrase, KmsKey {

  /** What the section calls it. */
  String name();

  /**
   * U for a section of the file.
   *
   * @throws VaultFileException with a message for the operator
   * @throws GeneralSecurityException if the section is damaged
   */
  DerivedKey key(ObjectNode section, byte[] vaultId)
      throws VaultFileException, GeneralSecurityException;

  /** U for a new section, which gets the parameters that lead to it again. */
  DerivedKey newKey(ObjectNode section, byte[] vaultId)
      throws VaultFileException, GeneralSecurityException;

  /** Why the file's key does not open with U, for the operator. */
  String mismatch();
}
