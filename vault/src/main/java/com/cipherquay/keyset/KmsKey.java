package com.cipherquay.keyset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * Unlocks a vault with 32 random bytes that a key management service keeps encrypted: it is asked
 * whenever the vault is opened, and can refuse.
 */
final class KmsKey implements UnlockMethod {

  static final String METHOD = "kms";

  static final String WRAPPED = "wrapped";

  private static final String URI = "uri";

  private final Kms services;

  /** Which key a new section gets: the one given, or that of the section that was opened. */
  private String uri;

  private KmsKey(Kms services, String uri) {
    this.services = services;
    this.uri = uri;
  }

  /** The key that the vault file names. */
  static KmsKey ofFile(Kms services) {
    return new KmsKey(services, "");
  }

  /** A key for a new section. */
  static KmsKey ofNew(Kms services, String uri) {
    return new KmsKey(services, uri);
  }

  @Override
  public String name() {
    return METHOD;
  }

  @Override
  public DerivedKey key(ObjectNode section, byte[] vaultId)
      throws VaultFileException, GeneralSecurityException {
    String named = UnlockSection.text(section, URI);
    byte[] wrapped = UnlockSection.bytes(section, WRAPPED);
    byte[] key;
    try {
      key = services.key(named).decrypt(wrapped, vaultId);
    } catch (GeneralSecurityException e) {
      throw failed(named, e);
    }
    SelfTest.refuseWeak(key);
    uri = named;
    return DerivedKey.of(key);
  }

  @Override
  public DerivedKey newKey(ObjectNode section, byte[] vaultId) throws VaultFileException {
    byte[] key = new byte[DerivedKey.LENGTH];
    new SecureRandom().nextBytes(key);
    try {
      byte[] wrapped = services.key(uri).encrypt(key, vaultId);
      section.put(URI, uri).put(WRAPPED, Encoding.base64(wrapped));
    } catch (GeneralSecurityException e) {
      throw failed(uri, e);
    }
    return DerivedKey.of(key);
  }

  private static VaultFileException failed(String uri, GeneralSecurityException e) {
    return new VaultFileException("the key " + uri + " can not be used: " + e.getMessage(), e);
  }

  @Override
  public String mismatch() {
    return "the key management service gave the key of another vault";
  }
}
