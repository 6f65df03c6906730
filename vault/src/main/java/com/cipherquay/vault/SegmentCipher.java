package com.cipherquay.vault;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import com.google.crypto.tink.subtle.StreamSegmentEncrypter;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * The segments of a part: Tink's AES256-GCM-HKDF streaming cipher, and the only class that knows
 * it.
 *
 * <p>Used at the level of segments: Tink's streams turn an aborted body into a valid shorter one,
 * and its seekable channel serves ranges of a truncated one. Here every segment but the last is
 * full, the first too, and the last is short (FORMAT.md, "Segments").
 */
final class SegmentCipher {

  /** Plaintext bytes of a full segment. */
  static final int PLAINTEXT = ObjectSize.SEGMENT_PLAINTEXT;

  /** How many bytes the ciphertext of a segment is longer. */
  static final int TAG = ObjectSize.SEGMENT_TAG;

  /** Ciphertext bytes of a full segment. */
  static final int CIPHERTEXT = PLAINTEXT + TAG;

  /** The length of Tink's header: its own length, a salt and a nonce prefix. */
  static final int HEADER = 40;

  private SegmentCipher() {}

  private static AesGcmHkdfStreaming cipher(DataKey key) throws GeneralSecurityException {
    return new AesGcmHkdfStreaming(key.segments(), "HmacSha256", 32, CIPHERTEXT, 0);
  }

  /** Encrypts the segments of one part in order; the salt and nonce prefix are random. */
  static final class Encrypter {

    private final StreamSegmentEncrypter segments;

    Encrypter(DataKey key, byte[] associatedData) {
      try {
        this.segments = cipher(key).newStreamSegmentEncrypter(associatedData);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM is missing in this Java", e);
      }
    }

    Octets header() {
      byte[] header = new byte[HEADER];
      segments.getHeader().get(header);
      return Octets.of(header);
    }

    /** Encrypts what remains in {@code plaintext} as the next segment; the buffers are distinct. */
    void encrypt(ByteBuffer plaintext, boolean last, ByteBuffer ciphertext) {
      try {
        segments.encryptSegment(plaintext, last, ciphertext);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM failed", e);
      }
    }
  }

  /** Decrypts segments of one part in any order. */
  static final class Decrypter {

    private final StreamSegmentDecrypter segments;

    /**
     * @throws VaultException {@code CORRUPT} if the header is not one of this cipher
     */
    Decrypter(DataKey key, Octets header, byte[] associatedData) throws VaultException {
      try {
        this.segments = cipher(key).newStreamSegmentDecrypter();
        segments.init(ByteBuffer.wrap(header.bytes()), associatedData);
      } catch (GeneralSecurityException e) {
        throw new VaultException(VaultFault.CORRUPT, "the segment header does not fit", e);
      }
    }

    /**
     * Decrypts what remains in {@code ciphertext}; the buffers are distinct.
     *
     * @throws VaultException {@code CORRUPT}; what {@code plaintext} holds then is undefined
     */
    void decrypt(int number, boolean last, ByteBuffer ciphertext, ByteBuffer plaintext)
        throws VaultException {
      try {
        segments.decryptSegment(ciphertext, number, last, plaintext);
      } catch (GeneralSecurityException e) {
        String message = "segment " + number + " does not authenticate";
        throw new VaultException(VaultFault.CORRUPT, message, e);
      }
    }
  }
}
