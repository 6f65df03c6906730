package com.cipherquay.grant;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;

/**
 * Seals to the key pair of a vault by HPKE (RFC 9180, base mode) with X25519, HKDF-SHA-256 and
 * AES-256-GCM. The private key is derived from the grant root, so that the vault opens it wherever
 * the vault is. Thread-safe.
 */
final class VaultRecipient {

  private static final byte[] NOTHING = {};
  private static final HpkeParameters PARAMETERS = parameters();

  private VaultRecipient() {}

  /** The public key of a vault. */
  static PublicId id(Keyset vault) {
    try {
      return new PublicId(PublicId.Kind.RECIPIENT, X25519.publicFromPrivate(privateKey(vault)));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a private key of X25519 has 32 bytes", e);
    }
  }

  /**
   * Seals something to a vault.
   *
   * @param context what it belongs to; it opens beside that alone
   * @throws GeneralSecurityException if the public key is none
   */
  static byte[] seal(PublicId recipient, byte[] plaintext, byte[] context)
      throws GeneralSecurityException {
    return handle(publicKey(recipient))
        .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
        .encrypt(plaintext, context);
  }

  /**
   * Opens what was sealed to this vault.
   *
   * @throws GeneralSecurityException if it was not
   */
  @AccessesPartialKey
  static byte[] open(Keyset vault, byte[] sealed, byte[] context) throws GeneralSecurityException {
    HpkePrivateKey key =
        HpkePrivateKey.create(
            publicKey(id(vault)),
            SecretBytes.copyFrom(privateKey(vault), InsecureSecretKeyAccess.get()));
    return handle(key)
        .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
        .decrypt(sealed, context);
  }

  @AccessesPartialKey
  private static HpkePublicKey publicKey(PublicId id) throws GeneralSecurityException {
    return HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(id.bytes()), null);
  }

  private static KeysetHandle handle(Key key) throws GeneralSecurityException {
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
        .build();
  }

  private static byte[] privateKey(Keyset vault) {
    return vault
        .grant(KeyType.KEY_GRANT_RECIPIENT, vault.vaultId())
        .bytes(KeyType.KEY_GRANT_RECIPIENT, NOTHING, DerivedKey.LENGTH);
  }

  private static HpkeParameters parameters() {
    try {
      HybridConfig.register();
      return HpkeParameters.builder()
          .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
          .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
          .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
          .setVariant(HpkeParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink does not know this HPKE", e);
    }
  }
}
