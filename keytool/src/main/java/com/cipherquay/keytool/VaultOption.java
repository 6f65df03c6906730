package com.cipherquay.keytool;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which vault a command is about. */
final class VaultOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the vault: vault.json and vault.key.")
  private Path data = Path.of("");

  /**
   * Unlocks the vault; never creates one.
   *
   * @throws com.cipherquay.keyset.VaultFileException if it can not be unlocked
   */
  Keyset unlock() throws IOException {
    return VaultDirectory.unlock(data).keyset();
  }
}
