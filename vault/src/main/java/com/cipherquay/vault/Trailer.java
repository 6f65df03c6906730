package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The end of an object: zeros up to the target size, the sealed manifest, and a footer with its
 * length.
 */
final class Trailer {

  /** The length of the footer: the sealed length and the magic. */
  static final int FOOTER = 8;

  private static final byte[] MAGIC = "CQYT".getBytes(US_ASCII);
  private static final int MAX_CHECKSUM = 32;

  private final Siv seal;
  private final byte[] context;

  Trailer(ObjectPath path, DataKey key, WriteId id) {
    this.seal = key.trailer(id);
    this.context = path.trailerContext(id);
  }

  /** The greatest length of sealed manifest and footer for so many parts. */
  static int maxLength(int parts) {
    return Manifest.encodedLength(parts, MAX_CHECKSUM) + Siv.OVERHEAD + FOOTER;
  }

  /** The sealed manifest and the footer, without the padding before them. */
  byte[] seal(Manifest manifest) {
    byte[] sealed = seal.seal(manifest.encode(), context);
    return ByteBuffer.allocate(sealed.length + FOOTER)
        .put(sealed)
        .putInt(sealed.length)
        .put(MAGIC)
        .array();
  }

  /**
   * Opens the manifest at the end of {@code tail}; what stands before it must be padding.
   *
   * @throws VaultException {@code CORRUPT}
   */
  Manifest open(byte[] tail) throws VaultException {
    int start = sealedStart(tail);
    if (!isPadding(tail, start)) {
      throw new VaultException(VaultFault.CORRUPT, "padding that is not zero");
    }
    byte[] sealed = Arrays.copyOfRange(tail, start, tail.length - FOOTER);
    byte[] manifest =
        seal.open(sealed, context)
            .orElseThrow(() -> new VaultException(VaultFault.CORRUPT, "the trailer does not open"));
    return Manifest.decode(manifest);
  }

  /** Like {@link #open}, where the bytes before the manifest are of something else. */
  Manifest openLast(byte[] tail) throws VaultException {
    return open(Arrays.copyOfRange(tail, sealedStart(tail), tail.length));
  }

  static boolean isPadding(byte[] bytes, int length) {
    int any = 0;
    for (int i = 0; i < length; i++) {
      any |= bytes[i];
    }
    return any == 0;
  }

  private static int sealedStart(byte[] tail) throws VaultException {
    int end = tail.length - FOOTER;
    if (end < 0 || !Arrays.equals(tail, end + 4, tail.length, MAGIC, 0, MAGIC.length)) {
      throw new VaultException(VaultFault.CORRUPT, "no footer at the end of the object");
    }
    int sealed = ByteBuffer.wrap(tail).getInt(end);
    if (sealed < Siv.OVERHEAD || sealed > end) {
      throw new VaultException(VaultFault.CORRUPT, "a trailer of " + sealed + " bytes");
    }
    return end - sealed;
  }
}
