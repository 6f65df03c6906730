package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Seals the tokens of the parts of one upload, each bound to the part's number and to the store's
 * entity tag: what the store has under another tag is another part. Thread-safe.
 */
final class PartTokens {

  /** In place of the store's entity tag, for a part that the store does not have as one. */
  static final String HELD = "";

  private static final byte[] LABEL = "cipherquay/1 part".getBytes(US_ASCII);

  private final Siv cipher;
  private final Octets vaultId;
  private final Octets uploadId;

  private PartTokens(Siv cipher, Octets vaultId, Octets uploadId) {
    this.cipher = cipher;
    this.vaultId = vaultId;
    this.uploadId = uploadId;
  }

  static PartTokens of(DataKey key, WriteId id, byte[] vaultId, String uploadId) {
    return new PartTokens(
        key.partToken(id), Octets.of(vaultId), Octets.of(uploadId.getBytes(UTF_8)));
  }

  String seal(int number, String storeTag, PartToken token) {
    return Base64Url.encode(cipher.seal(token.encode(), context(number, storeTag)));
  }

  /** What a token says; empty if it is not of this upload, number and store's tag. */
  Optional<PartToken> open(int number, String storeTag, String token) {
    return Base64Url.decode(token)
        .flatMap(ciphertext -> cipher.open(ciphertext, context(number, storeTag)))
        .flatMap(PartToken::decode);
  }

  private byte[] context(int number, String storeTag) {
    byte[] tag = storeTag.getBytes(UTF_8);
    int lengths = LABEL.length + vaultId.length() + uploadId.length() + tag.length;
    return ByteBuffer.allocate(lengths + 10)
        .put(LABEL)
        .put(vaultId.bytes())
        .putInt(uploadId.length())
        .put(uploadId.bytes())
        .putShort((short) number)
        .putInt(tag.length)
        .put(tag)
        .array();
  }
}
