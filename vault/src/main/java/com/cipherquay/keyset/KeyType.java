package com.cipherquay.keyset;

/**
 * What a derived key is for. Each type is a distinct byte in the derivation, so that keys of two
 * types never meet, even for the same input (FORMAT.md, "Key derivation").
 */
public enum KeyType {
  /** The root of a bucket's chain; the input is the bucket name. */
  BUCKET(0x01),
  /** A directory below a bucket or directory; the input is the plaintext component. */
  DIRECTORY(0x02),
  /** An object in a directory; the input is the plaintext component. */
  OBJECT(0x03),
  /** The AES-SIV key for the names in a directory. */
  NAME(0x04),
  /** The AES-SIV key that wraps the data key of an object. */
  WRAP(0x05),
  /** The commitment to a data key; the input is a part header up to the commitment. */
  COMMITMENT(0x06),
  /** The AES-SIV key for the trailer; the input is the write id. */
  TRAILER(0x07),
  /** The AES-SIV key for the metadata; the input is the write id. */
  METADATA(0x08),
  /** The input key of the segment cipher. */
  SEGMENTS(0x09),
  /** The AES-SIV key for continuation tokens of a bucket. */
  LIST_TOKEN(0x0a),
  /** The AES-SIV key for the records of multipart uploads of a bucket. */
  UPLOAD(0x0b),
  /** The key of the authenticated token in a part's entity tag. */
  PART_TOKEN(0x0c),
  /** The secret access key of an owner credential; the input is the access key id. */
  OWNER_CREDENTIAL(0x0d),
  /** The key under which an unlock method wraps the vault file's key; the input is the vault id. */
  UNLOCK(0x0e),
  /** Tells a wrong unlock key from a damaged vault file; the input is the vault id. */
  UNLOCK_CHECK(0x0f),
  /** The AES-GCM key for the keysets in the vault file; the input is the vault id. */
  VAULT_KEYSETS(0x10),
  /** The seal over the whole vault file; the input is the file up to the seal. */
  VAULT_SEAL(0x11),
  /** The AES-SIV key for the tags of a bucket's objects. */
  TAGS(0x12),
  /** The AES-SIV key for the documents of a bucket. */
  BUCKET_DOCUMENT(0x13),
  /** The beginning of the chain of an access grant; the input is the grant's nonce. */
  GRANT(0x14),
  /** The next step of the chain of an access grant; the input is the link. */
  GRANT_LINK(0x15),
  /** The seal of the list of revoked grants; the input is the list up to the seal. */
  REVOCATIONS(0x16),
  /** The key of the list of grants that were made; the input is the vault id, then empty. */
  GRANT_REGISTRY(0x17),
  /** The AES-SIV key for the records of objects of a bucket that end by themselves. */
  EXPIRY(0x18),
  /** The last characters of a recovery key, which tell a typing error. */
  RECOVERY_SUM(0x19),
  /** The seal of a backup, under the vault file's key; the input is the backup up to the seal. */
  BACKUP_SEAL(0x1a),
  /** The seed of the key that signs key grants; the input is the vault id. */
  KEY_GRANT_SIGNER(0x1d),
  /** The private key to which key grants for this vault are sealed; the input is the vault id. */
  KEY_GRANT_RECIPIENT(0x1e),
  /** The AES-GCM key of the lists of key grants; the input is the vault id. */
  KEY_GRANT_LIST(0x1f),
  /** The seal of an inventory; the input is the digest of the file up to the seal. */
  INVENTORY(0x20);

  private final byte code;

  KeyType(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }
}
