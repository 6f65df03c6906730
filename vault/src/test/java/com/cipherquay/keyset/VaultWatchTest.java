package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultWatchTest {

  private static final Duration NEVER = Duration.ofDays(1);
  private static final Duration ALWAYS = Duration.ZERO;

  @TempDir private Path folder = Path.of("");

  private LiveKeyset watch(Duration refresh) throws IOException {
    Unlocking unlocking = Unlocking.BY_KEY_FILE;
    return VaultWatch.of(folder, unlocking, refresh, VaultDirectory.open(folder, unlocking));
  }

  private void rotate() throws IOException {
    VaultEditor.of(folder, Unlocking.BY_KEY_FILE).rotate();
  }

  private Path json() {
    return folder.resolve(VaultDirectory.VAULT_FILE);
  }

  @Test
  void aNewEpochIsTakenWhenWhatIsKnownIsOld() throws IOException {
    LiveKeyset eager = watch(ALWAYS);
    LiveKeyset lazy = watch(NEVER);
    rotate();
    assertEquals(2, eager.current().currentEpoch());
    assertEquals(1, lazy.current().currentEpoch());
    assertEquals(2, lazy.newest().currentEpoch());
    assertEquals(2, lazy.current().currentEpoch());
  }

  @Test
  void aFileThatIsNoneChangesNothing() throws IOException {
    LiveKeyset keys = watch(ALWAYS);
    rotate();
    byte[] good = Files.readAllBytes(json());
    for (String bad : new String[] {"", "{", "x".repeat(2 << 20)}) {
      Files.writeString(json(), bad);
      assertEquals(1, keys.current().currentEpoch());
    }
    Files.delete(json());
    assertEquals(1, keys.newest().currentEpoch());
    Files.write(json(), good);
    assertEquals(2, keys.current().currentEpoch());
  }

  /** An older file would make proxies write under keys that were given up. */
  @Test
  void anOlderFileChangesNothing() throws IOException {
    LiveKeyset keys = watch(ALWAYS);
    byte[] old = Files.readAllBytes(json());
    rotate();
    assertEquals(2, keys.current().currentEpoch());
    Files.write(json(), old);
    assertEquals(2, keys.newest().currentEpoch());
  }

  @Test
  void anotherVaultChangesNothing() throws IOException {
    LiveKeyset keys = watch(ALWAYS);
    Path other = folder.resolve("other");
    VaultDirectory.open(other);
    VaultEditor.of(other, Unlocking.BY_KEY_FILE).rotate();
    Files.write(json(), Files.readAllBytes(other.resolve(VaultDirectory.VAULT_FILE)));
    Files.write(
        folder.resolve(VaultDirectory.KEY_FILE),
        Files.readAllBytes(other.resolve(VaultDirectory.KEY_FILE)));
    assertEquals(1, keys.newest().currentEpoch());
  }

  /** As long as the file's key stays, no secret is needed; else it is asked for again. */
  @Test
  void aVaultThatWasLockedAnewIsOpenedAnew() throws IOException {
    String[] passphrase = {"the old passphrase"};
    VaultDirectory.create(folder, Cheap.way(passphrase[0]));
    Unlocking unlocking = Cheap.by(passphrase[0]);
    Unlocking asked =
        new Unlocking(
            unlocking.recoveryKey(),
            Optional.of(() -> passphrase[0].getBytes(UTF_8)),
            unlocking.keyFile(),
            unlocking.prompt(),
            unlocking.kms());
    VaultWatch keys =
        VaultWatch.of(folder, asked, ALWAYS, VaultDirectory.unlock(folder, unlocking));
    passphrase[0] = "lost";
    VaultEditor.of(folder, unlocking).rotate();
    assertEquals(2, keys.current().currentEpoch());
    VaultEditor.of(folder, unlocking).relock(Cheap.way("the new passphrase"));
    passphrase[0] = "the new passphrase";
    VaultEditor.of(folder, Cheap.by("the new passphrase")).rotate();
    assertEquals(3, keys.current().currentEpoch());
  }

  /** The secret may come to where it is looked for after the file, and a service may come back. */
  @Test
  void whatCouldNotBeOpenedIsTriedAgain() throws Exception {
    VaultDirectory.create(folder, Cheap.way("the old passphrase"));
    String[] passphrase = {"the old passphrase"};
    Unlocking old = Cheap.by(passphrase[0]);
    Unlocking asked =
        new Unlocking(
            old.recoveryKey(),
            Optional.of(() -> passphrase[0].getBytes(UTF_8)),
            old.keyFile(),
            old.prompt(),
            old.kms());
    Duration refresh = Duration.ofMillis(50);
    VaultWatch keys = VaultWatch.of(folder, asked, refresh, VaultDirectory.unlock(folder, old));
    VaultEditor.of(folder, old).relock(Cheap.way("the new passphrase"));
    VaultEditor.of(folder, Cheap.by("the new passphrase")).rotate();
    assertEquals(1, keys.newest().currentEpoch());
    passphrase[0] = "the new passphrase";
    Thread.sleep(200);
    assertEquals(2, keys.newest().currentEpoch());
  }
}
