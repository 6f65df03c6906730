package com.cipherquay.keytool;

import com.cipherquay.keyset.OpenedVault;
import com.cipherquay.keyset.Unlocking;
import com.cipherquay.keyset.VaultBackup;
import com.cipherquay.keyset.VaultDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vault verify-backup}: whether a backup is good. */
@Command(
    name = "verify-backup",
    mixinStandardHelpOptions = true,
    description = {
      "Opens a backup: it is whole and unlocks with what is given. With --data also whether its keys are",
      "those of the vault there."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is good",
      "1:it is not, or is older than the vault, or does not unlock",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault verify-backup vault-2026.backup --data data",
      "  good: of 2026-11-20T14:31:22Z, epochs [1, 2], as the vault has them"
    })
final class VaultVerifyBackupCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final UnlockOptions unlock = new UnlockOptions();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the vault of which it shall be; a key file is looked for there.")
  private Optional<Path> data = Optional.empty();

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    Unlocking unlocking = unlock.unlocking();
    Path folder = data.orElse(file.toAbsolutePath().resolveSibling(""));
    VaultBackup backup = VaultBackup.open(file, unlocking, folder.resolve(VaultDirectory.KEY_FILE));
    if (data.isPresent()) {
      compare(backup, VaultDirectory.unlock(data.get(), unlocking));
    }
    output.print(
        spec.commandLine().getOut(),
        "good: of %s, epochs %s%s"
            .formatted(
                backup.created(),
                backup.vault().keyset().epochs(),
                data.isPresent() ? ", as the vault has them" : ""),
        BackupWords.fields(backup));
    return 0;
  }

  private static void compare(VaultBackup backup, OpenedVault running) throws IOException {
    if (!running.keyset().continues(backup.vault().keyset())) {
      throw new IOException("the backup is of another vault");
    }
    if (!backup.vault().keyset().continues(running.keyset())) {
      throw new IOException(
          "the backup is older than the vault: it has epochs %s, the vault %s"
              .formatted(backup.vault().keyset().epochs(), running.keyset().epochs()));
    }
  }
}
