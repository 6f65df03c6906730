package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways into a vault: none opens it half, and none opens it with the wrong secret. */
final class UnlockMethodTest {

  private static final String OWNER = "CQAAAAAAAAAAAAAAAAAA";
  private static final String SECRET = "correct horse battery";

  @TempDir private Path folder = Path.of("");

  /** A service that encrypts in this process. */
  private static Kms service() throws GeneralSecurityException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Aead aead = new AesGcmJce(key);
    return uri -> {
      if (!uri.equals("test:key")) {
        throw new GeneralSecurityException("no such key");
      }
      return aead;
    };
  }

  static Stream<UnlockMethod> methods() throws Exception {
    return Stream.of(
        RecoveryKey.generate(new SecureRandom()),
        Passphrase.of(SECRET.getBytes(UTF_8), Cheap.COST),
        KmsKey.ofNew(service(), "test:key"));
  }

  private static byte[] file(UnlockMethod method) throws Exception {
    return VaultFileCodec.encode(VaultFile.of(FixedKeyset.create(), OWNER, Instant.EPOCH, method));
  }

  /** A passphrase derives once for each salt and cost, so that this does not take an hour. */
  @ParameterizedTest
  @MethodSource("methods")
  void everyFlippedByteOfTheFileIsAnError(UnlockMethod method) throws Exception {
    byte[] good = file(method);
    assertEquals(OWNER, VaultFileCodec.decode(good, method).owner());
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x01;
      assertThrows(VaultFileException.class, () -> VaultFileCodec.decode(bad, method), "at " + i);
    }
  }

  /** Whatever stands beside the section that unlocks is sealed too. */
  @Test
  void everyFlippedByteBesideTheWayThatIsTakenIsAnError() throws Exception {
    KeyFile key = KeyFile.generate(new SecureRandom());
    VaultFile file = VaultFile.of(FixedKeyset.create(), OWNER, Instant.EPOCH, key);
    byte[] good = VaultFileCodec.encode(file.with(RecoveryKey.generate(new SecureRandom())));
    assertEquals(2, VaultFileCodec.decode(good, key).unlock().size());
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x02;
      assertThrows(VaultFileException.class, () -> VaultFileCodec.decode(bad, key), "at " + i);
    }
  }

  @Test
  void aWrongPassphraseIsAnErrorInTheTimeOfTheRightOne() throws Exception {
    byte[] file = file(Passphrase.of(SECRET.getBytes(UTF_8)));
    Instant start = Instant.now();
    VaultFileException e =
        assertThrows(
            VaultFileException.class,
            () -> VaultFileCodec.decode(file, Passphrase.of("wrong horse".getBytes(UTF_8))));
    assertTrue(String.valueOf(e.getMessage()).startsWith("the passphrase is not"), e.getMessage());
    assertTrue(Duration.between(start, Instant.now()).toSeconds() < 20);
  }

  @Test
  void aPassphraseIsWhatItLooksLike() throws Exception {
    byte[] file = file(Passphrase.of("caf\u00e9 au lait".getBytes(UTF_8), Cheap.COST));
    for (String same :
        new String[] {"cafe\u0301 au lait", "caf\u00e9 au lait\n", "caf\u00e9 au lait\r\n"}) {
      assertEquals(
          OWNER, VaultFileCodec.decode(file, Passphrase.of(same.getBytes(UTF_8))).owner(), same);
    }
    for (String other :
        new String[] {
          "cafe au lait", "caf\u00e9 au lait ", " caf\u00e9 au lait", "caf\u00e9 au lait\n\n"
        }) {
      assertThrows(
          VaultFileException.class,
          () -> VaultFileCodec.decode(file, Passphrase.of(other.getBytes(UTF_8))),
          other);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "short", "two\nlines of it", "1234567\n"})
  void noNewPassphrase(String text) {
    assertThrows(
        VaultFileException.class,
        () -> VaultDirectory.create(folder, WayIn.passphrase(() -> text.getBytes(UTF_8))));
    assertFalse(Files.exists(folder.resolve(VaultDirectory.VAULT_FILE)));
  }

  @Test
  void noPassphraseIsOtherThanUtf8() {
    assertThrows(VaultFileException.class, () -> Passphrase.of(new byte[] {(byte) 0xff, 'a'}));
  }

  /** Before any memory is taken: what the file says is not authentic yet. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"memoryKiB\" : 2000000000",
        "\"memoryKiB\" : 1048577",
        "\"memoryKiB\" : 7167",
        "\"memoryKiB\" : -1",
        "\"memoryKiB\" : 1e9",
        "\"memoryKiB\" : \"7168\"",
        "\"passes\" : 17",
        "\"passes\" : 0",
        "\"lanes\" : 17",
        "\"lanes\" : 0",
        "\"kdf\" : \"argon2i\""
      })
  void theFileCanNotAskForAnyWork(String member) throws Exception {
    String good = new String(file(Passphrase.of(SECRET.getBytes(UTF_8), Cheap.COST)), UTF_8);
    String name = member.substring(0, member.indexOf(':') + 1);
    String bad = good.replaceFirst(name + "[^,]*", member);
    assertFalse(bad.equals(good));
    Instant start = Instant.now();
    VaultFileException e =
        assertThrows(
            VaultFileException.class,
            () ->
                VaultFileCodec.decode(bad.getBytes(UTF_8), Passphrase.of(SECRET.getBytes(UTF_8))));
    assertTrue(String.valueOf(e.getMessage()).contains("damaged"), e.getMessage());
    assertTrue(Duration.between(start, Instant.now()).toSeconds() < 5);
  }

  @Test
  void theParametersAreThoseOfTheFile() throws Exception {
    OpenedVault vault = VaultDirectory.create(folder, Cheap.way(SECRET));
    OpenedVault.Way way = vault.ways().get(0);
    assertEquals("passphrase", way.method());
    assertEquals(7168, way.parameters().get("memoryKiB"));
    assertEquals("[kdf, lanes, memoryKiB, passes, salt]", way.parameters().keySet().toString());
    assertEquals(new Argon2(64 << 10, 3, 4), Argon2.DEFAULT);
  }

  @Test
  void aRecoveryKeyTellsATypingError() throws Exception {
    RecoveryKey key = RecoveryKey.generate(new SecureRandom());
    String text = key.text();
    assertTrue(text.matches("([A-Z2-7]{4}-){13}[A-Z2-7]{4}"), text);
    byte[] file = file(key);
    for (String same :
        new String[] {text, text.toLowerCase(Locale.ROOT), text.replace("-", " ") + "\n"}) {
      assertEquals(
          OWNER, VaultFileCodec.decode(file, RecoveryKey.parse(same.getBytes(UTF_8))).owner());
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '-') {
        String bad = text.substring(0, i) + (c == 'A' ? 'B' : 'A') + text.substring(i + 1);
        VaultFileException e =
            assertThrows(VaultFileException.class, () -> RecoveryKey.parse(bad.getBytes(UTF_8)));
        assertEquals("the recovery key has a typing error", e.getMessage());
      }
    }
    for (String none :
        new String[] {"", text + "A", text.substring(1), text.replace(text.charAt(0), '1')}) {
      assertThrows(VaultFileException.class, () -> RecoveryKey.parse(none.getBytes(UTF_8)), none);
    }
  }

  @Test
  void aServiceOutOfReachIsAnErrorAndNoVault() throws Exception {
    VaultDirectory.create(folder, WayIn.kms("test:key", service()));
    for (Kms kms : new Kms[] {Kms.NONE, service()}) {
      VaultFileException e =
          assertThrows(VaultFileException.class, () -> VaultDirectory.open(folder, Cheap.by(kms)));
      assertTrue(String.valueOf(e.getMessage()).contains("the key test:key can not be used"));
    }
    Path other = folder.resolve("other");
    assertThrows(
        VaultFileException.class,
        () -> VaultDirectory.create(other, WayIn.kms("test:none", service())));
    assertFalse(Files.exists(other.resolve(VaultDirectory.VAULT_FILE)));
  }

  @Test
  void theKeyInTheServiceIsBoundToTheVault() throws Exception {
    Kms kms = service();
    VaultDirectory.create(folder, WayIn.kms("test:key", kms));
    assertEquals("kms", VaultDirectory.open(folder, Cheap.by(kms)).unlockedBy());
    Path file = folder.resolve(VaultDirectory.VAULT_FILE);
    String text = Files.readString(file);
    String id = text.replaceFirst("(?s).*\"vaultId\" : \"([0-9a-f]*)\".*", "$1");
    Files.writeString(file, text.replace(id, "0".repeat(32)));
    assertThrows(VaultFileException.class, () -> VaultDirectory.unlock(folder, Cheap.by(kms)));
  }
}
