package com.cipherquay.keytool;

import com.cipherquay.keyset.VaultBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vault backup}: all of a vault in one file. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the vault file, locked as it is, and what the vault sealed beside it into one file. With it",
      "and what unlocks the vault everything can be restored; without that it is useless."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:no vault, it can not be unlocked, or the file can not be written",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault backup --data data --to vault-2026.backup",
      "  wrote vault.json, vault.revocations; unlocked by passphrase"
    })
final class VaultBackupCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "Where to write it; what it held before is kept beside it as .bak.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    VaultBackup backup = VaultBackup.write(vault.folder(), vault.unlocking(), file);
    output.print(
        spec.commandLine().getOut(),
        "wrote %s; unlocked by %s"
            .formatted(String.join(", ", BackupWords.files(backup)), backup.vault().unlockedBy()),
        BackupWords.fields(backup));
    return 0;
  }
}
