package com.cipherquay.keyset;

/**
 * Keys of another vault for a part of one bucket, and under which names the store has that part.
 * Immutable and thread-safe.
 */
public final class ForeignKeys {

  private final byte[] vaultId;
  private final String bucket;
  private final String path;
  private final String stored;
  private final ScopeKeys keys;

  /**
   * @param vaultId 16 bytes; what that vault wrote is bound to it
   * @param bucket the bucket's name
   * @param path a directory, empty or ending in {@code /}, or the key of an object; {@link
   *     ScopeKeys#names} tells which
   * @param stored the stored form of the path, component by component
   */
  public ForeignKeys(byte[] vaultId, String bucket, String path, String stored, ScopeKeys keys) {
    if (vaultId.length != Keyset.VAULT_ID_LENGTH) {
      throw new IllegalArgumentException("a vault id has 16 bytes, not " + vaultId.length);
    }
    this.vaultId = vaultId.clone();
    this.bucket = bucket;
    this.path = path;
    this.stored = stored;
    this.keys = keys;
  }

  /** The 16 bytes that tell that vault from every other. */
  public byte[] vaultId() {
    return vaultId.clone();
  }

  /** The bucket's name. */
  public String bucket() {
    return bucket;
  }

  /** The path in plaintext. */
  public String path() {
    return path;
  }

  /** The path as the store has it. */
  public String stored() {
    return stored;
  }

  /** The keys. */
  public ScopeKeys keys() {
    return keys;
  }

  /** Whether this is one object; otherwise all that lies below a directory. */
  public boolean isObject() {
    return keys.names().isEmpty();
  }

  /** Without the keys, so that they can not slip into a log. */
  @Override
  public String toString() {
    return "ForeignKeys[s3://" + bucket + "/" + path + "]";
  }
}
