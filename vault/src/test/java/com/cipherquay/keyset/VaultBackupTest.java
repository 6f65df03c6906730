package com.cipherquay.keyset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultBackupTest {

  private static final Unlocking SECRET = Cheap.by("a passphrase");

  @TempDir private Path folder = Path.of("");

  private Path data() {
    return folder.resolve("data");
  }

  private Path file() {
    return folder.resolve("vault.backup");
  }

  private OpenedVault vault() throws IOException {
    OpenedVault vault = VaultDirectory.create(data(), Cheap.way("a passphrase"));
    Files.writeString(data().resolve("vault.revocations"), "revoked");
    Files.writeString(data().resolve("vault.grants.sealed"), "sealed");
    Files.writeString(data().resolve("credentials"), "made again");
    return vault;
  }

  private VaultBackup open() throws IOException {
    return VaultBackup.open(file(), SECRET, folder.resolve("vault.key"));
  }

  @Test
  void everythingComesBack() throws IOException {
    OpenedVault vault = vault();
    VaultBackup.write(data(), SECRET, file());
    VaultBackup backup = open();
    assertEquals(List.of("vault.grants.sealed", "vault.revocations"), backup.files());
    Path fresh = folder.resolve("fresh");
    assertEquals(
        List.of("vault.grants.sealed", "vault.revocations", "vault.json"), backup.restore(fresh));
    assertArrayEquals(VaultDirectory.read(data()), VaultDirectory.read(fresh));
    assertEquals("revoked", Files.readString(fresh.resolve("vault.revocations")));
    assertEquals("sealed", Files.readString(fresh.resolve("vault.grants.sealed")));
    assertEquals(vault.owner(), VaultDirectory.unlock(fresh, SECRET).owner());
    assertThrows(VaultFileException.class, () -> backup.restore(fresh));
  }

  @Test
  void everyFlippedByteIsAnError() throws IOException {
    vault();
    VaultBackup written = VaultBackup.write(data(), SECRET, file());
    UnlockMethod once = written.vault().method();
    byte[] good = Files.readAllBytes(file());
    assertEquals(2, VaultBackup.decode(good, once).files().size());
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x01;
      assertThrows(VaultFileException.class, () -> VaultBackup.decode(bad, once), "at " + i);
    }
  }

  @Test
  void itIsRestoredBesideAStoreAndWhatIsNewerThere() throws IOException {
    vault();
    VaultBackup.write(data(), SECRET, file());
    Files.delete(data().resolve(VaultDirectory.VAULT_FILE));
    Files.createDirectory(data().resolve("store"));
    Files.writeString(data().resolve("vault.revocations"), "revoked and more");
    open().restore(data());
    assertEquals("revoked and more", Files.readString(data().resolve("vault.revocations")));
    assertFalse(VaultDirectory.open(data(), SECRET).created());
  }

  @Test
  void aKeyFileIsNotInIt() throws IOException {
    VaultDirectory.open(data());
    VaultBackup.write(data(), Unlocking.BY_KEY_FILE, file());
    Path key = data().resolve(VaultDirectory.KEY_FILE);
    assertFalse(Files.readString(file()).contains(Files.readString(key).strip().substring(17)));
    VaultFileException e =
        assertThrows(
            VaultFileException.class,
            () -> VaultBackup.open(file(), Unlocking.BY_KEY_FILE, folder.resolve("vault.key")));
    assertTrue(String.valueOf(e.getMessage()).contains("is missing"), e.getMessage());
    Path fresh = folder.resolve("fresh");
    VaultBackup.open(file(), Unlocking.BY_KEY_FILE, key).restore(fresh);
    assertFalse(VaultDirectory.open(fresh).created());
    Path other = folder.resolve("other");
    VaultDirectory.open(other);
    Files.delete(other.resolve(VaultDirectory.VAULT_FILE));
    VaultBackup backup = VaultBackup.open(file(), Unlocking.BY_KEY_FILE, key);
    assertThrows(VaultFileException.class, () -> backup.restore(other));
  }

  @Test
  void whatIsNoBackup() throws IOException {
    vault();
    Path json = data().resolve(VaultDirectory.VAULT_FILE);
    assertThrows(VaultFileException.class, () -> VaultBackup.open(json, SECRET, json));
    Files.writeString(file(), "{}");
    assertThrows(VaultFileException.class, this::open);
    VaultBackup.write(data(), SECRET, file());
    assertThrows(
        VaultFileException.class, () -> VaultBackup.open(file(), Cheap.by("another one"), file()));
  }
}
