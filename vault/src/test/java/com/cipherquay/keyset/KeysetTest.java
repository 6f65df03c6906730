package com.cipherquay.keyset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeysetTest {

  private static final byte[] ID = new byte[16];
  private static final byte[] NOTHING = {};

  @Test
  void derivesFromTheRootAsFromAnyOtherKey() {
    byte[] root = root(0x20);
    DerivedKey expected = DerivedKey.of(root).derive(KeyType.BUCKET, new byte[] {'b'});
    assertSame(expected, FixedKeyset.create().bucketNames("b"));
  }

  @Test
  void writesUnderTheNewestEpochAndReadsEvery() {
    Keyset keyset = FixedKeyset.create();
    assertEquals(2, keyset.currentEpoch());
    assertTrue(keyset.bucketContent(1, "b").isPresent());
    assertTrue(keyset.bucketContent(2, "b").isPresent());
    assertEquals(Optional.empty(), keyset.bucketContent(3, "b"));
    assertEquals(Optional.empty(), keyset.bucketContent(0, "b"));
    assertEquals(Optional.empty(), keyset.bucketContent(-1, "b"));
  }

  @Test
  void separatesEpochsBucketsAndPurposes() {
    Keyset keyset = FixedKeyset.create();
    DerivedKey one = keyset.bucketContent(1, "b").orElseThrow();
    assertDiffers(one, keyset.bucketContent(2, "b").orElseThrow());
    assertDiffers(one, keyset.bucketContent(1, "c").orElseThrow());
    assertDiffers(one, keyset.bucketNames("b"));
    assertDiffers(one, keyset.grant(KeyType.BUCKET, new byte[] {'b'}));
  }

  @Test
  void refusesWeakAndRepeatedRoots() {
    assertRefused(new byte[31], root(2), root(3));
    assertRefused(new byte[33], root(2), root(3));
    assertRefused(new byte[0], root(2), root(3));
    assertRefused(new byte[32], root(2), root(3));
    assertRefused(root(1), new byte[32], root(3));
    assertRefused(root(1), root(2), new byte[32]);
    assertRefused(root(1), root(1), root(3));
    assertRefused(root(1), root(2), root(1));
    assertRefused(root(1), root(2), root(2));
  }

  @Test
  void refusesAVaultIdOfAnotherLength() {
    assertThrows(
        GeneralSecurityException.class,
        () -> Keyset.ofRoots(new byte[15], root(1), Map.of(1, root(2)), root(3)));
  }

  @Test
  void refusesAnEpochBelowOne() {
    assertThrows(
        GeneralSecurityException.class,
        () -> Keyset.ofRoots(ID, root(1), Map.of(-1, root(2)), root(3)));
  }

  @Test
  void derivesTheOwnersSecretAndKeepsItOutOfText() {
    OwnerCredential owner = FixedKeyset.create().owner("CQABCDEFGHIJKLMNOPQR");
    assertTrue(owner.secretAccessKey().matches("[A-Z2-7]{40}"), owner.secretAccessKey());
    assertEquals(owner, FixedKeyset.create().owner("CQABCDEFGHIJKLMNOPQR"));
    assertFalse(owner.toString().contains(owner.secretAccessKey()));
    assertFalse(
        owner.secretAccessKey().equals(FixedKeyset.create().owner("CQB").secretAccessKey()));
  }

  @Test
  void encodesBase32AsTheRfcDoes() {
    // RFC 4648 section 10, padding left out.
    assertEquals("MZXW6YTBOI", Encoding.base32(new byte[] {'f', 'o', 'o', 'b', 'a', 'r'}, 10));
    assertEquals("MZXW6YQ", Encoding.base32(new byte[] {'f', 'o', 'o', 'b'}, 7));
  }

  private static void assertRefused(byte[] name, byte[] content, byte[] grant) {
    assertThrows(
        GeneralSecurityException.class, () -> Keyset.ofRoots(ID, name, Map.of(1, content), grant));
  }

  private static void assertSame(DerivedKey expected, DerivedKey actual) {
    assertArrayEquals(
        expected.bytes(KeyType.NAME, NOTHING, 32), actual.bytes(KeyType.NAME, NOTHING, 32));
  }

  private static void assertDiffers(DerivedKey one, DerivedKey other) {
    assertFalse(
        Arrays.equals(
            one.bytes(KeyType.NAME, NOTHING, 32), other.bytes(KeyType.NAME, NOTHING, 32)));
  }

  private static byte[] root(int value) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) value);
    return root;
  }
}
