package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.vault.WycheproofVectors.Vector;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Project Wycheproof's vectors against what the product calls: Tink's AES-GCM, AES-SIV and HKDF,
 * and the AES-GCM and HMAC of this Java. Counted are those that fit the parameters of the format;
 * the others are of key, nonce or tag lengths that it does not use.
 *
 * <p>The segments of a body are of AES-GCM too, with keys that Tink derives itself, so vectors
 * reach them only through the same cipher of the same provider.
 */
@Tag("wycheproof")
final class WycheproofTest {

  private static final int NONCE = 12;
  private static final int TAG = 16;

  /** The providers in which Java looks, as in the started product (ProviderTest in tests/). */
  @Test
  void theCiphersAreThoseOfJava() throws GeneralSecurityException {
    List<String> names = Arrays.stream(Security.getProviders()).map(it -> it.getName()).toList();
    assertEquals(List.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE"), names.subList(0, 5));
    assertTrue(
        names.stream().noneMatch(name -> name.matches("(?i).*(conscrypt|BC|BouncyCastle).*")),
        () -> "another provider among " + names);
    assertEquals("SunJCE", Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName());
    assertEquals("SunJCE", Mac.getInstance("HmacSHA256").getProvider().getName());
    assertEquals("SunJCE", Cipher.getInstance("AES/ECB/NoPadding").getProvider().getName());
    assertEquals("SunJCE", Cipher.getInstance("AES/CTR/NoPadding").getProvider().getName());
  }

  /** As vault files, sealed files, key grants and spilled listings are sealed. */
  @Test
  void tinksAesGcm() throws Exception {
    int checked = 0;
    for (Vector vector : gcm()) {
      AesGcmJce cipher = new AesGcmJce(vector.bytes("key"));
      byte[] sealed = concat(vector.bytes("iv"), vector.bytes("ct"), vector.bytes("tag"));
      if (vector.isValid()) {
        byte[] opened = cipher.decrypt(sealed, vector.bytes("aad"));
        assertArrayEquals(vector.bytes("msg"), opened, vector::toString);
      } else {
        assertThrows(
            GeneralSecurityException.class,
            () -> cipher.decrypt(sealed, vector.bytes("aad")),
            vector::toString);
      }
      checked++;
    }
    assertEquals(66, checked);
  }

  /** As forms are spooled. */
  @Test
  void javasAesGcm() throws Exception {
    int sealed = 0;
    int refused = 0;
    for (Vector vector : gcm()) {
      Cipher opening = javas(Cipher.DECRYPT_MODE, vector);
      byte[] text = concat(vector.bytes("ct"), vector.bytes("tag"));
      if (vector.isValid()) {
        assertArrayEquals(vector.bytes("msg"), opening.doFinal(text), vector::toString);
        Cipher sealing = javas(Cipher.ENCRYPT_MODE, vector);
        assertArrayEquals(text, sealing.doFinal(vector.bytes("msg")), vector::toString);
        sealed++;
      } else {
        assertThrows(GeneralSecurityException.class, () -> opening.doFinal(text), vector::toString);
        refused++;
      }
    }
    assertEquals(39, sealed);
    assertEquals(27, refused);
  }

  private static Cipher javas(int mode, Vector vector) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec key = new SecretKeySpec(vector.bytes("key"), "AES");
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, vector.bytes("iv")));
    cipher.updateAAD(vector.bytes("aad"));
    return cipher;
  }

  private static List<Vector> gcm() throws Exception {
    return WycheproofVectors.read("aes_gcm_test.json").stream()
        .filter(vector -> vector.size("keySize") == 256)
        .filter(vector -> vector.size("ivSize") == 8 * NONCE)
        .filter(vector -> vector.size("tagSize") == 8 * TAG)
        .toList();
  }

  /** As names, wraps, metadata, trailers and tokens are sealed. */
  @Test
  void aesSiv() throws Exception {
    int sealed = 0;
    int refused = 0;
    for (Vector vector : WycheproofVectors.read("aes_siv_cmac_test.json")) {
      if (vector.size("keySize") != 512) {
        continue;
      }
      Siv siv = Siv.of(vector.bytes("key"));
      Optional<byte[]> opened = siv.open(vector.bytes("ct"), vector.bytes("aad"));
      assertEquals(vector.isValid(), opened.isPresent(), vector::toString);
      if (vector.isValid()) {
        assertArrayEquals(vector.bytes("msg"), opened.orElseThrow(), vector::toString);
        byte[] again = siv.seal(vector.bytes("msg"), vector.bytes("aad"));
        assertArrayEquals(vector.bytes("ct"), again, vector::toString);
        sealed++;
      } else {
        refused++;
      }
    }
    assertEquals(39, sealed);
    assertEquals(108, refused);
  }

  /** The format has one piece of associated data; vectors with a nonce beside it open nowhere. */
  @Test
  void aesSivWithANonceIsAnotherScheme() throws Exception {
    int checked = 0;
    for (Vector vector : WycheproofVectors.read("aead_aes_siv_cmac_test.json")) {
      if (vector.size("keySize") == 512) {
        byte[] sealed = concat(vector.bytes("tag"), vector.bytes("ct"));
        Siv siv = Siv.of(vector.bytes("key"));
        assertTrue(siv.open(sealed, vector.bytes("aad")).isEmpty(), vector::toString);
        checked++;
      }
    }
    assertEquals(300, checked);
  }

  /** As the keys of segments are derived; DerivedKey has the same function with a fixed salt. */
  @Test
  void hkdf() throws Exception {
    int computed = 0;
    int refused = 0;
    for (Vector vector : WycheproofVectors.read("hkdf_sha256_test.json")) {
      if (vector.isValid()) {
        assertArrayEquals(vector.bytes("okm"), derived(vector), vector::toString);
        computed++;
      } else {
        assertThrows(GeneralSecurityException.class, () -> derived(vector), vector::toString);
        refused++;
      }
    }
    assertEquals(83, computed);
    assertEquals(3, refused);
  }

  private static byte[] derived(Vector vector) throws GeneralSecurityException {
    return Hkdf.computeHkdf(
        "HMACSHA256",
        vector.bytes("ikm"),
        vector.bytes("salt"),
        vector.bytes("info"),
        vector.number("size"));
  }

  /** As keys are derived and Signature Version 4 signs. */
  @Test
  void hmacSha256() throws Exception {
    assertEquals(174, macs("hmac_sha256_test.json", "HmacSHA256"));
  }

  /** As Signature Version 2 signs. */
  @Test
  void hmacSha1() throws Exception {
    assertEquals(170, macs("hmac_sha1_test.json", "HmacSHA1"));
  }

  private static int macs(String file, String algorithm) throws Exception {
    int checked = 0;
    for (Vector vector : WycheproofVectors.read(file)) {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(vector.bytes("key"), algorithm));
      byte[] computed = mac.doFinal(vector.bytes("msg"));
      byte[] cut = Arrays.copyOf(computed, vector.size("tagSize") / 8);
      boolean equal = MessageDigest.isEqual(vector.bytes("tag"), cut);
      assertEquals(vector.isValid(), equal, vector::toString);
      checked++;
    }
    return checked;
  }

  private static byte[] concat(byte[]... pieces) {
    int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] piece : pieces) {
      all.put(piece);
    }
    return all.array();
  }
}
