package com.cipherquay.keytool;

import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.Revocations;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.OpenedVault;
import com.cipherquay.keyset.Unlocking;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.keyset.VaultEditor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which vault a command is about, and with what it is unlocked. */
final class VaultOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the vault: vault.json, and vault.key if it has a key file.")
  private Path data = Path.of("");

  @Mixin private final UnlockOptions unlock = new UnlockOptions();

  private Optional<Unlocking> unlocking = Optional.empty();

  Path folder() {
    return data;
  }

  /** The same for all of a command: a secret is asked for once. */
  Unlocking unlocking() {
    Unlocking asked = unlocking.orElseGet(unlock::unlocking);
    unlocking = Optional.of(asked);
    return asked;
  }

  /** Whether the secret comes from standard input. */
  boolean takesStandardInput() {
    return unlock.takesStandardInput();
  }

  /**
   * Unlocks the vault; never creates one.
   *
   * @throws com.cipherquay.keyset.VaultFileException if it can not be unlocked
   */
  OpenedVault open() throws IOException {
    return VaultDirectory.unlock(data, unlocking());
  }

  /** The keys of the vault; as {@link #open}. */
  Keyset unlock() throws IOException {
    return open().keyset();
  }

  /** What changes the vault. */
  VaultEditor editor() {
    return VaultEditor.of(data, unlocking());
  }

  /** Why the vault does not stand by a grant, if so. */
  Optional<String> objection(GrantCredential credential) throws IOException {
    Keyset keyset = unlock();
    if (!credential.isOf(keyset)) {
      return Optional.of("this vault did not make the grant");
    }
    return Revocations.read(data, keyset).cover(credential.grant())
        ? Optional.of("it was revoked")
        : Optional.empty();
  }
}
