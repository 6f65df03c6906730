package com.cipherquay.keyset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One of the sections {@code unlock} of the vault file: the file's key, wrapped in one way
 * (FORMAT.md, "Vault file").
 */
final class UnlockSection {

  private static final String METHOD = "method";
  private static final String CHECK = "check";
  private static final String KEY = "key";
  private static final int CHECK_LENGTH = 16;

  private UnlockSection() {}

  /** Wraps the key of a vault's file. */
  static ObjectNode wrap(UnlockMethod method, byte[] fileKey, byte[] vaultId)
      throws VaultFileException, GeneralSecurityException {
    ObjectNode section = JsonNodeFactory.instance.objectNode().put(METHOD, method.name());
    DerivedKey key = method.newKey(section, vaultId);
    return section
        .put(CHECK, Encoding.base64(check(key, vaultId)))
        .put(KEY, Encoding.base64(cipher(key, vaultId).encrypt(fileKey, vaultId)));
  }

  /**
   * Unwraps the key of a vault's file.
   *
   * @throws VaultFileException if the secret is not that of the vault
   * @throws GeneralSecurityException if it is, but the section is damaged
   */
  static byte[] unwrap(ObjectNode section, UnlockMethod method, byte[] vaultId)
      throws VaultFileException, GeneralSecurityException {
    DerivedKey key = method.key(section, vaultId);
    if (!MessageDigest.isEqual(check(key, vaultId), bytes(section, CHECK))) {
      throw new VaultFileException(method.mismatch() + " (or the vault file is damaged)");
    }
    return cipher(key, vaultId).decrypt(bytes(section, KEY), vaultId);
  }

  static String method(JsonNode section) throws GeneralSecurityException {
    return text(section, METHOD);
  }

  /** What the section says of how it unlocks, without what it wraps; nothing of it is secret. */
  static Map<String, Object> parameters(JsonNode section) {
    Map<String, Object> parameters = new TreeMap<>();
    section
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              parameters.put(
                  field.getKey(), value.isInt() ? (Object) value.intValue() : value.asText());
            });
    parameters.keySet().removeAll(Set.of(METHOD, CHECK, KEY, KmsKey.WRAPPED));
    return parameters;
  }

  static String text(JsonNode section, String name) throws GeneralSecurityException {
    JsonNode value = section.path(name);
    if (!value.isTextual()) {
      throw new GeneralSecurityException("a way to unlock has no " + name);
    }
    return value.textValue();
  }

  static byte[] bytes(JsonNode section, String name) throws GeneralSecurityException {
    return Encoding.unbase64(text(section, name));
  }

  static int number(JsonNode section, String name) throws GeneralSecurityException {
    JsonNode value = section.path(name);
    if (!value.isInt()) {
      throw new GeneralSecurityException("a way to unlock has no number " + name);
    }
    return value.intValue();
  }

  private static byte[] check(DerivedKey key, byte[] vaultId) {
    return key.bytes(KeyType.UNLOCK_CHECK, vaultId, CHECK_LENGTH);
  }

  private static AesGcmJce cipher(DerivedKey key, byte[] vaultId) throws GeneralSecurityException {
    return new AesGcmJce(key.bytes(KeyType.UNLOCK, vaultId, DerivedKey.LENGTH));
  }
}
