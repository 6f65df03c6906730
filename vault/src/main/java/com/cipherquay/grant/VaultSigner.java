package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * Signs key grants with the Ed25519 key of a vault (RFC 8032), and verifies what others signed. The
 * key is derived from the grant root, so it is the same wherever the vault is. Thread-safe.
 */
final class VaultSigner {

  /** The length of a signature in bytes. */
  static final int LENGTH = 64;

  private static final byte[] LABEL = "cipherquay/1 key grant signature".getBytes(US_ASCII);
  private static final byte[] NOTHING = {};

  private VaultSigner() {}

  /** The public key of a vault. */
  static PublicId id(Keyset vault) {
    return new PublicId(PublicId.Kind.SIGNER, pair(vault).getPublicKey());
  }

  /** The signature of a vault. */
  static byte[] sign(Keyset vault, byte[] content) {
    try {
      return new Ed25519Sign(pair(vault).getPrivateKey()).sign(labelled(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 failed to sign", e);
    }
  }

  /** Whether the signer signed this. */
  static boolean verifies(PublicId signer, byte[] content, byte[] signature) {
    try {
      new Ed25519Verify(signer.bytes()).verify(signature, labelled(content));
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] labelled(byte[] content) {
    return ByteBuffer.allocate(LABEL.length + content.length).put(LABEL).put(content).array();
  }

  private static Ed25519Sign.KeyPair pair(Keyset vault) {
    byte[] seed =
        vault
            .grant(KeyType.KEY_GRANT_SIGNER, vault.vaultId())
            .bytes(KeyType.KEY_GRANT_SIGNER, NOTHING, DerivedKey.LENGTH);
    try {
      return Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a seed has 32 bytes", e);
    }
  }
}
