package com.cipherquay.keytool;

import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.Revocations;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which vault a command is about. */
final class VaultOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the vault: vault.json and vault.key.")
  private Path data = Path.of("");

  Path folder() {
    return data;
  }

  /**
   * Unlocks the vault; never creates one.
   *
   * @throws com.cipherquay.keyset.VaultFileException if it can not be unlocked
   */
  Keyset unlock() throws IOException {
    return VaultDirectory.unlock(data).keyset();
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
