package com.cipherquay.vault;

import com.cipherquay.store.StoredMetadata;
import java.nio.ByteBuffer;

/**
 * The bytes beside the body in the store: the wrapped data key, and the record sealed under it.
 *
 * @param wrapped the authoritative wrap of the data key
 * @param sealed the sealed record
 */
record MetadataEnvelope(WrappedKey wrapped, Octets sealed) {

  private static final byte VERSION = 1;
  private static final int FIXED = 1 + WrappedKey.LENGTH;

  /**
   * @throws VaultException {@code METADATA_TOO_LARGE}
   */
  static MetadataEnvelope seal(ObjectPath path, DataKey key, WrappedKey wrapped, ObjectRecord value)
      throws VaultException {
    Siv seal = key.metadata(wrapped.writeId());
    byte[] sealed = seal.seal(RecordCodec.encode(value), path.metadataContext(wrapped));
    return new MetadataEnvelope(wrapped, Octets.of(sealed));
  }

  /**
   * @throws VaultException {@code NOT_ENCRYPTED} if there is no metadata, {@code CORRUPT} if it is
   *     not of this version
   */
  static MetadataEnvelope parse(StoredMetadata metadata) throws VaultException {
    if (metadata.isEmpty()) {
      throw new VaultException(VaultFault.NOT_ENCRYPTED, "an object without our metadata");
    }
    ByteBuffer in = ByteBuffer.wrap(metadata.bytes());
    int least = FIXED + Siv.OVERHEAD + RecordCodec.BLOCK;
    int most = FIXED + Siv.OVERHEAD + RecordCodec.MAX_LENGTH;
    if (in.remaining() < least || in.remaining() > most || in.get() != VERSION) {
      throw new VaultException(VaultFault.CORRUPT, "not metadata of a known version");
    }
    WrappedKey wrapped = WrappedKey.read(in);
    return new MetadataEnvelope(wrapped, Octets.read(in, in.remaining()));
  }

  /**
   * @throws VaultException {@code CORRUPT}
   */
  ObjectRecord open(ObjectPath path, DataKey key) throws VaultException {
    byte[] encoded =
        key.metadata(wrapped.writeId())
            .open(sealed.bytes(), path.metadataContext(wrapped))
            .orElseThrow(
                () -> new VaultException(VaultFault.CORRUPT, "the metadata does not open"));
    return RecordCodec.decode(encoded);
  }

  StoredMetadata stored() {
    ByteBuffer out = ByteBuffer.allocate(FIXED + sealed.length()).put(VERSION);
    wrapped.write(out);
    return StoredMetadata.of(out.put(sealed.bytes()).array());
  }
}
