package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Continuation tokens: a position, sealed, and bound to the bucket (by the key), prefix, delimiter
 * and order of its listing (FORMAT.md, "List tokens"). So a client neither reads a stored name in a
 * token nor continues a listing that it did not begin.
 */
final class ListToken {

  private final Siv cipher;

  ListToken(Siv cipher) {
    this.cipher = cipher;
  }

  String seal(String position, ListRequest request, ListOrder order) {
    return Base64Url.encode(cipher.seal(position.getBytes(UTF_8), context(request, order)));
  }

  /**
   * The position in a token.
   *
   * @throws VaultException {@code INVALID_TOKEN} if it was not made for this listing
   */
  String open(String token, ListRequest request, ListOrder order) throws VaultException {
    return Base64Url.decode(token)
        .flatMap(ciphertext -> cipher.open(ciphertext, context(request, order)))
        .map(position -> new String(position, UTF_8))
        .orElseThrow(
            () ->
                new VaultException(
                    VaultFault.INVALID_TOKEN, "a continuation token of another listing"));
  }

  private static byte[] context(ListRequest request, ListOrder order) {
    byte[] prefix = request.prefix().getBytes(UTF_8);
    byte[] delimiter = request.delimiter().getBytes(UTF_8);
    byte[] label = order.label().getBytes(UTF_8);
    return ByteBuffer.allocate(12 + prefix.length + delimiter.length + label.length)
        .putInt(prefix.length)
        .put(prefix)
        .putInt(delimiter.length)
        .put(delimiter)
        .putInt(label.length)
        .put(label)
        .array();
  }
}
