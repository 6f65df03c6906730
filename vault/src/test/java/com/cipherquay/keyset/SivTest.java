package com.cipherquay.keyset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.crypto.tink.subtle.AesSiv;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** AES-SIV against the implementation of Tink, which is held against the test vectors of others. */
class SivTest {

  private static final byte[] NOTHING = {};

  @Property(tries = 2000)
  void isTheSameAsAnother(
      @ForAll @Size(64) byte[] key,
      @ForAll @Size(max = 100) byte[] plaintext,
      @ForAll @Size(max = 100) byte[] associatedData)
      throws GeneralSecurityException {
    Siv siv = Siv.of(key);
    byte[] expected = new AesSiv(key).encryptDeterministically(plaintext, associatedData);
    byte[] sealed = siv.seal(plaintext, associatedData);
    assertArrayEquals(expected, sealed);
    assertArrayEquals(plaintext, siv.open(sealed, associatedData).orElseThrow());
  }

  @Test
  void isTheSameAsAnotherAtEveryLength() throws GeneralSecurityException {
    byte[] key = bytes(64);
    Siv siv = Siv.of(key);
    AesSiv other = new AesSiv(key);
    for (int plaintext = 0; plaintext <= 49; plaintext++) {
      for (int associated = 0; associated <= 49; associated++) {
        byte[] sealed = siv.seal(bytes(plaintext), bytes(associated));
        assertArrayEquals(
            other.encryptDeterministically(bytes(plaintext), bytes(associated)), sealed);
        assertArrayEquals(bytes(plaintext), siv.open(sealed, bytes(associated)).orElseThrow());
      }
    }
  }

  @Test
  void everyFlippedBitIsNoticed() {
    Siv siv = Siv.of(bytes(64));
    byte[] associated = bytes(20);
    byte[] sealed = siv.seal(bytes(37), associated);
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] other = sealed.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), siv.open(other, associated));
    }
    for (int bit = 0; bit < 8 * associated.length; bit++) {
      byte[] other = associated.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), siv.open(sealed, other));
    }
  }

  @Test
  void everyCutIsNoticed() {
    Siv siv = Siv.of(bytes(64));
    byte[] sealed = siv.seal(bytes(37), NOTHING);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertEquals(Optional.empty(), siv.open(cut, NOTHING));
    }
  }

  @Test
  void anotherKeyOpensNothing() {
    byte[] sealed = Siv.of(bytes(64)).seal(NOTHING, NOTHING);
    byte[] other = bytes(64);
    other[63] ^= 1;
    assertArrayEquals(NOTHING, Siv.of(bytes(64)).open(sealed, NOTHING).orElseThrow());
    other[0] ^= 1;
    assertEquals(Optional.empty(), Siv.of(other).open(sealed, NOTHING));
    assertThrows(IllegalArgumentException.class, () -> Siv.of(bytes(32)));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 37 + length);
    }
    return bytes;
  }
}
