package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a segment knows of its place, whatever stands around it. */
final class SegmentCipherTest {

  private static final int SEGMENTS = 3;
  private static final byte[] CONTEXT = {1, 2, 3};

  private final DataKey key = DataKey.random();
  private final SegmentCipher.Encrypter encrypter = new SegmentCipher.Encrypter(key, CONTEXT);
  private final byte[][] plaintexts = new byte[SEGMENTS][SegmentCipher.PLAINTEXT];
  private final byte[][] ciphertexts = new byte[SEGMENTS][SegmentCipher.CIPHERTEXT];

  SegmentCipherTest() {
    Random random = new Random(1);
    for (int i = 0; i < SEGMENTS; i++) {
      random.nextBytes(plaintexts[i]);
      ByteBuffer ciphertext = ByteBuffer.wrap(ciphertexts[i]);
      encrypter.encrypt(ByteBuffer.wrap(plaintexts[i]), i == SEGMENTS - 1, ciphertext);
      assertEquals(0, ciphertext.remaining());
    }
  }

  private byte[] decrypt(int number, boolean last, int segment) throws VaultException {
    byte[] plaintext = new byte[SegmentCipher.PLAINTEXT];
    new SegmentCipher.Decrypter(key, encrypter.header(), CONTEXT)
        .decrypt(number, last, ByteBuffer.wrap(ciphertexts[segment]), ByteBuffer.wrap(plaintext));
    return plaintext;
  }

  private void assertCorrupt(int number, boolean last, int segment) {
    VaultException refused =
        assertThrows(VaultException.class, () -> decrypt(number, last, segment));
    assertEquals(VaultFault.CORRUPT, refused.fault());
  }

  @Test
  void segmentsOpenInAnyOrder() throws VaultException {
    for (int i = SEGMENTS - 1; i >= 0; i--) {
      assertArrayEquals(plaintexts[i], decrypt(i, i == SEGMENTS - 1, i));
    }
  }

  @Test
  void noSegmentBeforeTheEndIsTakenForTheLast() {
    for (int i = 0; i < SEGMENTS - 1; i++) {
      assertCorrupt(i, true, i);
    }
  }

  @Test
  void theLastIsNotTakenForOneBeforeTheEnd() {
    assertCorrupt(SEGMENTS - 1, false, SEGMENTS - 1);
  }

  @Test
  void noSegmentOpensInThePlaceOfAnother() {
    for (int i = 0; i < SEGMENTS; i++) {
      assertCorrupt((i + 1) % SEGMENTS, i == SEGMENTS - 1, i);
    }
  }
}
