package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Where an object lives: vault, bucket and object key. Everything sealed for one path is bound to
 * it and does not open at another.
 */
final class ObjectPath {

  private static final byte[] WRAP = "cipherquay/1 wrap".getBytes(US_ASCII);
  private static final byte[] METADATA = "cipherquay/1 metadata".getBytes(US_ASCII);
  private static final byte[] TRAILER = "cipherquay/1 trailer".getBytes(US_ASCII);
  private static final byte[] UPLOAD = "cipherquay/1 upload".getBytes(US_ASCII);
  private static final byte[] NO_INPUT = new byte[0];

  private final PathKeys keys;
  private final ObjectKey key;

  ObjectPath(PathKeys keys, ObjectKey key) {
    this.keys = keys;
    this.key = key;
  }

  String bucket() {
    return keys.bucket();
  }

  ObjectKey key() {
    return key;
  }

  /** The keys of its bucket. */
  PathKeys keys() {
    return keys;
  }

  /** The id of the vault to which what is sealed for this path is bound. */
  byte[] vaultId() {
    return keys.vaultId(key);
  }

  /** Whether it is another vault's, which gave its keys away. */
  boolean isForeign() {
    return keys.foreign(key).isPresent();
  }

  /** Whether both paths are of one vault. */
  boolean sharesVaultWith(ObjectPath other) {
    return MessageDigest.isEqual(vaultId(), other.vaultId());
  }

  /** Wraps a data key under the newest epoch. */
  WrappedKey wrap(DataKey dataKey, WriteId id) throws VaultException {
    int epoch = keys.currentEpoch(key);
    byte[] wrap = wrapping(epoch).seal(dataKey.raw(), bound(WRAP, epoch, id));
    return new WrappedKey(epoch, id, Octets.of(wrap));
  }

  /**
   * @throws VaultException {@code UNKNOWN_EPOCH}, or {@code CORRUPT} if the wrap is not of this
   *     path
   */
  DataKey unwrap(WrappedKey wrapped) throws VaultException {
    return tryUnwrap(wrapped)
        .orElseThrow(
            () -> new VaultException(VaultFault.CORRUPT, "the data key is not of this object"));
  }

  /**
   * The data key; empty if the wrap is not of this path.
   *
   * @throws VaultException {@code UNKNOWN_EPOCH}
   */
  Optional<DataKey> tryUnwrap(WrappedKey wrapped) throws VaultException {
    byte[] context = bound(WRAP, wrapped.epoch(), wrapped.writeId());
    Optional<DataKey> known = keys.dataKeys().find(wrapped.wrap(), context);
    if (known.isPresent()) {
      return known;
    }
    Optional<DataKey> opened =
        wrapping(wrapped.epoch()).open(wrapped.wrap().bytes(), context).map(DataKey::of);
    opened.ifPresent(dataKey -> keys.dataKeys().remember(wrapped.wrap(), context, dataKey));
    return opened;
  }

  /** The associated data of the object's metadata. */
  byte[] metadataContext(WrappedKey wrapped) {
    return bound(METADATA, wrapped.epoch(), wrapped.writeId());
  }

  /** The associated data of the object's trailer, which a server-side copy takes along. */
  byte[] trailerContext(WriteId id) {
    byte[] vaultId = vaultId();
    return ByteBuffer.allocate(TRAILER.length + vaultId.length + WriteId.LENGTH)
        .put(TRAILER)
        .put(vaultId)
        .put(id.bytes())
        .array();
  }

  /** The associated data of the record of an upload to here. */
  byte[] uploadContext(String uploadId) {
    byte[] vaultId = vaultId();
    byte[] bucket = keys.bucket().getBytes(UTF_8);
    byte[] name = key.value().getBytes(UTF_8);
    byte[] id = uploadId.getBytes(UTF_8);
    int lengths = UPLOAD.length + vaultId.length + bucket.length + name.length + id.length;
    return ByteBuffer.allocate(lengths + 12)
        .put(UPLOAD)
        .put(vaultId)
        .putInt(bucket.length)
        .put(bucket)
        .putInt(name.length)
        .put(name)
        .putInt(id.length)
        .put(id)
        .array();
  }

  private Siv wrapping(int epoch) throws VaultException {
    DerivedKey objectKey =
        keys.objectKey(epoch, key)
            .orElseThrow(
                () -> new VaultException(VaultFault.UNKNOWN_EPOCH, "no keys of epoch " + epoch));
    return Siv.of(objectKey.bytes(KeyType.WRAP, NO_INPUT, DerivedKey.SIV_LENGTH));
  }

  private byte[] bound(byte[] label, int epoch, WriteId id) {
    byte[] vaultId = vaultId();
    byte[] bucket = keys.bucket().getBytes(UTF_8);
    byte[] name = key.value().getBytes(UTF_8);
    int lengths = label.length + vaultId.length + bucket.length + name.length;
    return ByteBuffer.allocate(lengths + 12 + WriteId.LENGTH)
        .put(label)
        .put(vaultId)
        .putInt(epoch)
        .putInt(bucket.length)
        .put(bucket)
        .putInt(name.length)
        .put(name)
        .put(id.bytes())
        .array();
  }
}
