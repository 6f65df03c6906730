package com.cipherquay.keyset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultEditorTest {

  private static final String OLD = "the old passphrase";
  private static final String NEW = "the new passphrase";

  @TempDir private Path folder = Path.of("");

  private OpenedVault rotate(Unlocking unlocking) throws IOException {
    return VaultEditor.of(folder, unlocking).rotate();
  }

  private void assertLocked(Unlocking unlocking) {
    assertThrows(VaultFileException.class, () -> VaultDirectory.open(folder, unlocking));
  }

  private void assertOpens(OpenedVault expected, Unlocking unlocking) throws IOException {
    OpenedVault opened = VaultDirectory.unlock(folder, unlocking);
    assertTrue(opened.keyset().continues(expected.keyset()));
    assertEquals(expected.owner(), opened.owner());
    assertEquals(expected.since(), opened.since());
  }

  @Test
  void aRotationAddsAnEpochAndChangesNothingElse() throws IOException {
    OpenedVault before = VaultDirectory.open(folder);
    assertEquals(2, rotate(Unlocking.BY_KEY_FILE).keyset().currentEpoch());
    assertEquals(3, rotate(Unlocking.BY_KEY_FILE).keyset().currentEpoch());
    assertOpens(before, Unlocking.BY_KEY_FILE);
    Keyset now = VaultDirectory.unlock(folder).keyset();
    assertEquals(List.of(1, 2, 3), List.copyOf(now.epochs()));
    assertArrayEquals(
        before.keyset().bucketNames("b").bytes(KeyType.NAME, new byte[0], 32),
        now.bucketNames("b").bytes(KeyType.NAME, new byte[0], 32));
    assertFalse(
        Arrays.equals(
            now.bucketContent(3, "b").orElseThrow().bytes(KeyType.NAME, new byte[0], 32),
            now.bucketContent(2, "b").orElseThrow().bytes(KeyType.NAME, new byte[0], 32)));
  }

  @Test
  void aRotationNeedsNoMoreThanOneOfTheWaysIn() throws IOException {
    OpenedVault before = VaultDirectory.create(folder, Cheap.way(OLD));
    String key = VaultEditor.of(folder, Cheap.by(OLD)).addRecoveryKey();
    rotate(Cheap.byRecoveryKey(key));
    rotate(Cheap.by(OLD));
    assertOpens(before, Cheap.by(OLD));
    assertOpens(before, Cheap.byRecoveryKey(key));
    assertEquals(3, VaultDirectory.unlock(folder, Cheap.by(OLD)).keyset().currentEpoch());
  }

  @Test
  void aNewPassphraseMakesTheOldOneStop() throws IOException {
    OpenedVault before = VaultDirectory.create(folder, Cheap.way(OLD));
    byte[] key = before.file().fileKey();
    OpenedVault after = VaultEditor.of(folder, Cheap.by(OLD)).relock(Cheap.way(NEW));
    assertFalse(Arrays.equals(key, after.file().fileKey()));
    assertOpens(before, Cheap.by(NEW));
    assertLocked(Cheap.by(OLD));
    assertThrows(
        VaultFileException.class, () -> VaultFileCodec.decode(VaultDirectory.read(folder), key));
  }

  @Test
  void fromKeyFileToPassphraseAndBack() throws IOException {
    OpenedVault before = VaultDirectory.open(folder);
    Path keyFile = folder.resolve(VaultDirectory.KEY_FILE);
    byte[] first = Files.readAllBytes(keyFile);
    VaultEditor.of(folder, Unlocking.BY_KEY_FILE).relock(Cheap.way(NEW));
    assertFalse(Files.exists(keyFile));
    assertOpens(before, Cheap.by(NEW));
    // Also one that was kept elsewhere.
    Files.write(keyFile, first);
    assertLocked(Unlocking.BY_KEY_FILE);
    VaultEditor.of(folder, Cheap.by(NEW)).relock(WayIn.keyFile());
    assertFalse(Arrays.equals(first, Files.readAllBytes(keyFile)));
    assertOpens(before, Unlocking.BY_KEY_FILE);
    assertLocked(Cheap.by(NEW));
    assertThrows(
        VaultFileException.class,
        () -> VaultEditor.of(folder, Unlocking.BY_KEY_FILE).relock(WayIn.keyFile()));
    assertOpens(before, Unlocking.BY_KEY_FILE);
  }

  @Test
  void aRecoveryKeyComesAndGoes() throws IOException {
    OpenedVault before = VaultDirectory.create(folder, Cheap.way(OLD));
    VaultEditor editor = VaultEditor.of(folder, Cheap.by(OLD));
    assertLocked(Cheap.byRecoveryKey(new String(new char[56]).replace('\0', 'A')));
    assertThrows(VaultFileException.class, editor::removeRecoveryKey);
    String first = editor.addRecoveryKey();
    assertOpens(before, Cheap.byRecoveryKey(first));
    byte[] old = VaultDirectory.unlock(folder, Cheap.byRecoveryKey(first)).file().fileKey();
    String second = editor.addRecoveryKey();
    assertLocked(Cheap.byRecoveryKey(first));
    // Neither does what an older copy of the file gives to who has the first.
    assertThrows(
        VaultFileException.class, () -> VaultFileCodec.decode(VaultDirectory.read(folder), old));
    assertOpens(before, Cheap.byRecoveryKey(second));
    assertOpens(before, Cheap.by(OLD));
    assertThrows(
        VaultFileException.class,
        () -> VaultEditor.of(folder, Cheap.byRecoveryKey(second)).removeRecoveryKey());
    editor.removeRecoveryKey();
    assertLocked(Cheap.byRecoveryKey(second));
    assertOpens(before, Cheap.by(OLD));
  }

  @Test
  void aForgottenPassphraseIsReplacedByTheRecoveryKey() throws IOException {
    OpenedVault before = VaultDirectory.create(folder, Cheap.way(OLD));
    String key = VaultEditor.of(folder, Cheap.by(OLD)).addRecoveryKey();
    VaultEditor.of(folder, Cheap.byRecoveryKey(key)).relock(Cheap.way(NEW));
    assertOpens(before, Cheap.by(NEW));
    assertLocked(Cheap.byRecoveryKey(key));
  }

  @Test
  void whatIsRefusedChangesNothing() throws IOException {
    VaultDirectory.create(folder, Cheap.way(OLD));
    byte[] before = VaultDirectory.read(folder);
    VaultEditor wrong = VaultEditor.of(folder, Cheap.by(NEW));
    assertThrows(VaultFileException.class, wrong::rotate);
    assertThrows(VaultFileException.class, wrong::addRecoveryKey);
    assertThrows(VaultFileException.class, () -> wrong.relock(WayIn.keyFile()));
    VaultEditor right = VaultEditor.of(folder, Cheap.by(OLD));
    assertThrows(VaultFileException.class, () -> right.relock(WayIn.kms("x", Kms.NONE)));
    assertThrows(
        VaultFileException.class,
        () -> right.relock(WayIn.passphrase(() -> new byte[] {'s', 'h', 'o', 'r', 't'})));
    assertThrows(VaultFileException.class, () -> VaultDirectory.create(folder, Cheap.way(NEW)));
    assertArrayEquals(before, VaultDirectory.read(folder));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("audit.jsonl", "vault.json", "vault.lock"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void keepsTheFileBefore() throws IOException {
    VaultDirectory.open(folder);
    byte[] before = VaultDirectory.read(folder);
    rotate(Unlocking.BY_KEY_FILE);
    assertArrayEquals(
        before, Files.readAllBytes(AtomicFile.backup(folder.resolve(VaultDirectory.VAULT_FILE))));
  }
}
