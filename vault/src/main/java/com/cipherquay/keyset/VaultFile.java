package com.cipherquay.keyset;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an unlocked vault file says, so that it can be written again with a part of it changed.
 * Immutable.
 */
final class VaultFile {

  private final Keyset keyset;
  private final String owner;
  private final Instant created;
  private final byte[] fileKey;
  private final List<JsonNode> unlock;

  /**
   * @param owner the owner's access key id
   * @param created when the vault was
   * @param fileKey the file's own key, 32 bytes
   * @param unlock the sections that wrap the file's key
   */
  VaultFile(Keyset keyset, String owner, Instant created, byte[] fileKey, List<JsonNode> unlock) {
    this.keyset = keyset;
    this.owner = owner;
    this.created = created;
    this.fileKey = fileKey;
    this.unlock = unlock;
  }

  /** A new vault. */
  static VaultFile create(UnlockMethod method) throws VaultFileException, GeneralSecurityException {
    Keyset keyset =
        Keyset.of(
            random(Keyset.VAULT_ID_LENGTH),
            RootKeys.ofBytes(random(DerivedKey.LENGTH)),
            RootKeys.ofBytes(random(DerivedKey.LENGTH)),
            RootKeys.ofBytes(random(DerivedKey.LENGTH)));
    return of(keyset, "CQ" + Encoding.base32(random(12), 18), Instant.now(), method);
  }

  /** A file of these keys with one way in. */
  static VaultFile of(Keyset keyset, String owner, Instant created, UnlockMethod method)
      throws VaultFileException, GeneralSecurityException {
    byte[] fileKey = random(DerivedKey.LENGTH);
    JsonNode section = UnlockSection.wrap(method, fileKey, keyset.vaultId());
    return new VaultFile(keyset, owner, created, fileKey, List.of(section));
  }

  /** With one more epoch, under which new objects will be written. */
  VaultFile rotated() throws GeneralSecurityException {
    return new VaultFile(
        keyset.rotated(random(DerivedKey.LENGTH)), owner, created, fileKey, unlock);
  }

  /** With this as the only way in, under a new key: who knew the old one can not open it. */
  VaultFile relocked(UnlockMethod method) throws VaultFileException, GeneralSecurityException {
    return of(keyset, owner, created, method);
  }

  /** With one more way in, instead of one of the same name. */
  VaultFile with(UnlockMethod method) throws VaultFileException, GeneralSecurityException {
    List<JsonNode> sections = new ArrayList<>();
    for (JsonNode section : unlock) {
      if (!UnlockSection.method(section).equals(method.name())) {
        sections.add(section);
      }
    }
    sections.add(UnlockSection.wrap(method, fileKey, keyset.vaultId()));
    return new VaultFile(keyset, owner, created, fileKey, List.copyOf(sections));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  Keyset keyset() {
    return keyset;
  }

  String owner() {
    return owner;
  }

  Instant created() {
    return created;
  }

  byte[] fileKey() {
    return fileKey.clone();
  }

  List<JsonNode> unlock() {
    return unlock;
  }
}
