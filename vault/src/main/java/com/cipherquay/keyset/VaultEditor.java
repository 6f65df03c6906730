package com.cipherquay.keyset;

import com.cipherquay.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * Changes a vault file: each change excludes all other writers, opens the file, and replaces it as
 * a whole, keeping the one before as {@code vault.json.bak}. Every method throws {@link
 * VaultFileException} with a message for the operator if the vault can not be unlocked; then
 * nothing has changed. Thread-safe.
 */
public final class VaultEditor {

  private final Path folder;
  private final Unlocking unlocking;

  private VaultEditor(Path folder, Unlocking unlocking) {
    this.folder = folder;
    this.unlocking = unlocking;
  }

  /** For the vault in a folder, unlocked in this way. */
  public static VaultEditor of(Path folder, Unlocking unlocking) {
    return new VaultEditor(folder, unlocking);
  }

  /**
   * Adds an epoch, under which new objects are written from now on.
   *
   * @return the vault with it
   */
  public OpenedVault rotate() throws IOException {
    return change("rotated", opened -> new Change(opened.file().rotated(), opened.method()));
  }

  /**
   * Replaces all ways in by one, under a new file key. A key file that does not unlock the vault
   * any more is removed with its backup, so that nobody opens {@code vault.json.bak} with it.
   *
   * @return the vault, with its new way in
   */
  public OpenedVault relock(WayIn way) throws IOException {
    OpenedVault changed =
        change(
            "relocked",
            opened -> {
              // Two files can not change at once: a new key file would come before or after.
              if (way.isKeyFile() && opened.ways().stream().anyMatch(OpenedVault.Way::isKeyFile)) {
                throw new VaultFileException("the vault has a key file; set a passphrase first");
              }
              UnlockMethod method = way.make(folder);
              return new Change(opened.file().relocked(method), method);
            });
    if (!changed.unlockedBy().equals(KeyFile.METHOD)) {
      Path keyFile = folder.resolve(VaultDirectory.KEY_FILE);
      Files.deleteIfExists(keyFile);
      Files.deleteIfExists(AtomicFile.backup(keyFile));
    }
    return changed;
  }

  /**
   * Adds a recovery key as a further way in. If there was one, the file gets a new key: who has the
   * old one and an older copy of the file has the old file key.
   *
   * @return the key, for paper; it is kept nowhere
   */
  public String addRecoveryKey() throws IOException {
    try {
      RecoveryKey key = RecoveryKey.generate(new SecureRandom());
      change(
          "recovery-key-added",
          opened -> {
            VaultFile file =
                hasRecoveryKey(opened) ? removeRecoveryKey(opened).file() : opened.file();
            return new Change(file.with(key), key);
          });
      return key.text();
    } catch (GeneralSecurityException e) {
      throw new VaultFileException("can not make a recovery key: " + e.getMessage(), e);
    }
  }

  /** Leaves the way in that was taken now as the only one, under a new file key. */
  public OpenedVault removeRecoveryKey() throws IOException {
    return change(
        "recovery-key-removed",
        opened -> {
          if (!hasRecoveryKey(opened)) {
            throw new VaultFileException("the vault has no recovery key");
          }
          return removeRecoveryKey(opened);
        });
  }

  private static boolean hasRecoveryKey(OpenedVault opened) {
    return opened.ways().stream().anyMatch(way -> way.method().equals(RecoveryKey.METHOD));
  }

  private static Change removeRecoveryKey(OpenedVault opened)
      throws VaultFileException, GeneralSecurityException {
    if (opened.unlockedBy().equals(RecoveryKey.METHOD)) {
      throw new VaultFileException("unlock the vault without the key that shall be removed");
    }
    return new Change(opened.file().relocked(opened.method()), opened.method());
  }

  private record Change(VaultFile file, UnlockMethod method) {}

  @FunctionalInterface
  private interface Changing {
    Change of(OpenedVault opened) throws IOException, GeneralSecurityException;
  }

  private OpenedVault change(String what, Changing changing) throws IOException {
    VaultDirectory.requireVault(folder);
    return VaultLock.exclusively(
        folder,
        () -> {
          try {
            Change change = changing.of(VaultDirectory.unlock(folder, unlocking));
            byte[] bytes = VaultFileCodec.encode(change.file());
            // What can not be unlocked must never replace what can.
            VaultFile written = VaultFileCodec.decode(bytes, change.method());
            AtomicFile.replace(folder.resolve(VaultDirectory.VAULT_FILE), bytes);
            OpenedVault changed = new OpenedVault(written, change.method(), false);
            AuditLog.in(folder).append(VaultDirectory.event(what, changed));
            return changed;
          } catch (GeneralSecurityException e) {
            throw new VaultFileException("can not change the vault: " + e.getMessage(), e);
          }
        });
  }
}
