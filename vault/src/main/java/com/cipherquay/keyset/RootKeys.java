package com.cipherquay.keyset;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.HkdfPrfKey;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The root keys of one purpose as a Tink keyset of HKDF-SHA-256 PRF keys. The id of a key in the
 * keyset is its epoch, and the primary key is the newest epoch.
 */
final class RootKeys {

  private static final HkdfPrfParameters PARAMETERS = parameters();

  private final KeysetHandle handle;
  private final Map<Integer, Prf> prfs;
  private final int newest;

  private RootKeys(KeysetHandle handle, Map<Integer, Prf> prfs, int newest) {
    this.handle = handle;
    this.prfs = prfs;
    this.newest = newest;
  }

  /**
   * Takes over a keyset.
   *
   * @throws GeneralSecurityException if it holds anything but enabled, full-length, non-zero
   *     HKDF-SHA-256 PRF keys of the format under positive ids
   */
  static RootKeys of(KeysetHandle handle) throws GeneralSecurityException {
    for (int i = 0; i < handle.size(); i++) {
      check(entry(handle, i));
    }
    PrfSet set = handle.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    return new RootKeys(handle, Map.copyOf(set.getPrfs()), set.getPrimaryId());
  }

  /**
   * Takes over an encrypted keyset. Tink can only parse keys of a type that was registered, and
   * this class registers it when it is loaded: so the parsing is done in here.
   */
  static RootKeys decrypt(String json, Aead cipher, byte[] context)
      throws GeneralSecurityException {
    return of(
        TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
            json, cipher, context, RegistryConfiguration.get()));
  }

  /** The keyset of one key, given as bytes, with epoch 1 as its id. */
  static RootKeys ofBytes(byte[] key) throws GeneralSecurityException {
    return ofBytes(Map.of(1, key));
  }

  /** The keyset of these keys by epoch; the greatest is the newest. */
  @AccessesPartialKey
  static RootKeys ofBytes(Map<Integer, byte[]> keys) throws GeneralSecurityException {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder();
    int newest = keys.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (Map.Entry<Integer, byte[]> key : keys.entrySet()) {
      if (key.getValue().length != DerivedKey.LENGTH) {
        throw new GeneralSecurityException("a root key has 32 bytes, not " + key.getValue().length);
      }
      KeysetHandle.Builder.Entry entry =
          KeysetHandle.importKey(
                  HkdfPrfKey.builder()
                      .setParameters(PARAMETERS)
                      .setKeyBytes(
                          SecretBytes.copyFrom(key.getValue(), InsecureSecretKeyAccess.get()))
                      .build())
              .withFixedId(key.getKey());
      builder.addEntry(key.getKey() == newest ? entry.makePrimary() : entry);
    }
    return of(builder.build());
  }

  private static KeysetHandle.Entry entry(KeysetHandle handle, int index)
      throws GeneralSecurityException {
    try {
      return handle.getAt(index);
    } catch (IllegalStateException e) {
      throw new GeneralSecurityException("a root key that can not be read", e);
    }
  }

  private static void check(KeysetHandle.Entry entry) throws GeneralSecurityException {
    if (!(entry.getKey() instanceof HkdfPrfKey key)
        || !key.getParameters().equals(PARAMETERS)
        || entry.getStatus() != KeyStatus.ENABLED
        || entry.getId() < 1) {
      throw new GeneralSecurityException("not an enabled HKDF-SHA-256 root key of this format");
    }
    SelfTest.refuseWeak(bytes(key));
  }

  /** The root key bytes by epoch, for this package only. */
  Map<Integer, byte[]> byEpoch() {
    Map<Integer, byte[]> all = new HashMap<>();
    for (int i = 0; i < handle.size(); i++) {
      if (handle.getAt(i).getKey() instanceof HkdfPrfKey key) {
        all.put(handle.getAt(i).getId(), bytes(key));
      }
    }
    return all;
  }

  /** Whether every key of another keyset is here too, under its epoch. */
  boolean include(RootKeys others) {
    Map<Integer, byte[]> own = byEpoch();
    return others.byEpoch().entrySet().stream()
        .allMatch(other -> Arrays.equals(own.get(other.getKey()), other.getValue()));
  }

  KeysetHandle handle() {
    return handle;
  }

  NavigableSet<Integer> epochs() {
    return new TreeSet<>(prfs.keySet());
  }

  int newest() {
    return newest;
  }

  boolean has(int epoch) {
    return prfs.containsKey(epoch);
  }

  /** {@code F(root of the epoch, type, input)}. */
  DerivedKey derive(int epoch, KeyType type, byte[] input) {
    return DerivedKey.of(bytes(epoch, type, input));
  }

  /** The 32 bytes of {@code F(root of the epoch, type, input)}. */
  byte[] bytes(int epoch, KeyType type, byte[] input) {
    Prf prf = prfs.get(epoch);
    if (prf == null) {
      throw new IllegalArgumentException("no root key of epoch " + epoch);
    }
    try {
      return prf.compute(DerivedKey.info(type, input), DerivedKey.LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing in this Java", e);
    }
  }

  @AccessesPartialKey
  private static byte[] bytes(HkdfPrfKey key) {
    return key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
  }

  private static HkdfPrfParameters parameters() {
    try {
      PrfConfig.register();
      return HkdfPrfParameters.builder()
          .setKeySizeBytes(DerivedKey.LENGTH)
          .setHashType(HkdfPrfParameters.HashType.SHA256)
          .setSalt(Bytes.copyFrom(DerivedKey.salt()))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink does not know HKDF-SHA-256", e);
    }
  }
}
