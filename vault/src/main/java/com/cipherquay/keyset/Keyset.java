package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of an unlocked vault: one root for names, roots by epoch for content, one for grants.
 * Hands out keys derived from them, never the roots. Immutable and thread-safe.
 */
public final class Keyset {

  /** The length of a vault id in bytes. */
  public static final int VAULT_ID_LENGTH = 16;

  private static final int ONLY = 1;

  private final byte[] vaultId;
  private final RootKeys names;
  private final RootKeys content;
  private final RootKeys grants;

  private Keyset(byte[] vaultId, RootKeys names, RootKeys content, RootKeys grants) {
    this.vaultId = vaultId;
    this.names = names;
    this.content = content;
    this.grants = grants;
  }

  /**
   * A keyset of the given root keys: for test vectors and for recovery from an exported copy.
   *
   * @param vaultId 16 bytes
   * @param name the name root, 32 bytes
   * @param content the content roots, 32 bytes each, by epoch, which counts from 1
   * @param grant the grant root, 32 bytes
   * @throws GeneralSecurityException if a key is short, zero, or there twice
   */
  public static Keyset ofRoots(
      byte[] vaultId, byte[] name, Map<Integer, byte[]> content, byte[] grant)
      throws GeneralSecurityException {
    return of(vaultId, RootKeys.ofBytes(name), RootKeys.ofBytes(content), RootKeys.ofBytes(grant));
  }

  static Keyset of(byte[] vaultId, RootKeys names, RootKeys content, RootKeys grants)
      throws GeneralSecurityException {
    SelfTest.run();
    if (vaultId.length != VAULT_ID_LENGTH) {
      throw new GeneralSecurityException("a vault id has 16 bytes, not " + vaultId.length);
    }
    if (!names.has(ONLY) || !grants.has(ONLY)) {
      throw new GeneralSecurityException("the name root or the grant root is missing");
    }
    // Two purposes under one root would share BUCKET keys: names and content must never meet.
    Set<ByteBuffer> seen = new HashSet<>();
    for (RootKeys roots : new RootKeys[] {names, content, grants}) {
      for (byte[] root : roots.byEpoch().values()) {
        if (!seen.add(ByteBuffer.wrap(root))) {
          throw new GeneralSecurityException("two root keys are equal");
        }
      }
    }
    return new Keyset(vaultId.clone(), names, content, grants);
  }

  /** The 16 bytes that tell this vault from every other; not a secret. */
  public byte[] vaultId() {
    return vaultId.clone();
  }

  /** The epoch under which new objects are written, from 1. */
  public int currentEpoch() {
    return content.newest();
  }

  /** All epochs of which there are keys, from 1. */
  public NavigableSet<Integer> epochs() {
    return content.epochs();
  }

  /** Whether this is a later state of another keyset, or the same: nothing of it is lost. */
  public boolean continues(Keyset before) {
    return Arrays.equals(vaultId, before.vaultId)
        && names.include(before.names)
        && grants.include(before.grants)
        && content.include(before.content);
  }

  /** These keys and a content root of the next epoch. */
  Keyset rotated(byte[] root) throws GeneralSecurityException {
    Map<Integer, byte[]> roots = content.byEpoch();
    roots.put(Math.addExact(currentEpoch(), 1), root);
    return of(vaultId, names, RootKeys.ofBytes(roots), grants);
  }

  /** Bn: the root of the names of a bucket. */
  public DerivedKey bucketNames(String bucket) {
    return names.derive(ONLY, KeyType.BUCKET, bucket.getBytes(UTF_8));
  }

  /** Bc: the root of the content of a bucket in an epoch; empty for an epoch without key. */
  public Optional<DerivedKey> bucketContent(int epoch, String bucket) {
    return content.has(epoch)
        ? Optional.of(content.derive(epoch, KeyType.BUCKET, bucket.getBytes(UTF_8)))
        : Optional.empty();
  }

  /** {@code F(grant root, type, input)}: the root of what grants and credentials need. */
  public DerivedKey grant(KeyType type, byte[] input) {
    return grants.derive(ONLY, type, input);
  }

  /** The owner credential with this access key id. */
  OwnerCredential owner(String accessKeyId) {
    byte[] secret = grants.bytes(ONLY, KeyType.OWNER_CREDENTIAL, accessKeyId.getBytes(UTF_8));
    return new OwnerCredential(accessKeyId, Encoding.base32(secret, 40));
  }

  RootKeys names() {
    return names;
  }

  RootKeys content() {
    return content;
  }

  RootKeys grants() {
    return grants;
  }
}
