package com.cipherquay.vault;

import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A body on its way into the vault.
 *
 * <p>The vault reads {@code length} bytes and then once more: end of stream there is the promise
 * that everything the client claimed about the body (length, payload hash, chunk signatures,
 * digest, checksums) has been verified. If any read throws, the object does not come to exist.
 *
 * @param stream the plaintext
 * @param length its exact length in bytes
 * @param checksums the verified checksums, asked for only after end of stream (a trailer is not
 *     known before)
 */
public record PlaintextBody(
    InputStream stream, long length, Supplier<Map<ChecksumAlgorithm, String>> checksums) {

  public PlaintextBody {
    if (length < 0) {
      throw new IllegalArgumentException("negative length " + length);
    }
  }
}
