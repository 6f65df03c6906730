package com.cipherquay.keytool;

import com.cipherquay.keyset.VaultBackup;
import com.cipherquay.keyset.VaultDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vault restore}: a vault from its backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what a backup holds into a folder without a vault, which may hold a store. Files that are",
      "there stay: a newer list of revoked grants is not replaced. With --key-file the key file too."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:there is a vault, or the backup is damaged or does not unlock",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault restore vault-2026.backup --data data",
      "  wrote vault.revocations, vault.json"
    })
final class VaultRestoreCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final UnlockOptions unlock = new UnlockOptions();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder; a key file is looked for there.")
  private Path data = Path.of("");

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    VaultBackup backup =
        VaultBackup.open(file, unlock.unlocking(), data.resolve(VaultDirectory.KEY_FILE));
    List<String> written = backup.restore(data);
    output.print(
        spec.commandLine().getOut(),
        "wrote " + String.join(", ", written),
        Map.of("vaultId", VaultWords.id(backup.vault()), "written", written));
    return 0;
  }
}
