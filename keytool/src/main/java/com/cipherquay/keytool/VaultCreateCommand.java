package com.cipherquay.keytool;

import com.cipherquay.keyset.OpenedVault;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.keyset.WayIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vault create}: a new vault. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Creates a vault: with a key file, as the first start of the proxy does, or under a passphrase",
      "or a key in a key management service. Never where there is one."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:there is a vault, or what unlocks it is missing or refused",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault create --data data --passphrase",
      "  Passphrase of the new vault:",
      "  created vault 0788f3a8ca703a2bca41bf4f4d63196d, unlocked by passphrase"
    })
final class VaultCreateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final NewWayOptions way = new NewWayOptions();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the vault; it is created if it is not there.")
  private Path data = Path.of("");

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "A file with the passphrase, - for standard input.")
  private Optional<Path> passphrase = Optional.empty();

  @Override
  public Integer call() throws IOException {
    WayIn chosen = way.choose(spec, passphrase).orElse(WayIn.keyFile());
    OpenedVault vault = VaultDirectory.create(data, chosen);
    String id = VaultWords.id(vault);
    output.print(
        spec.commandLine().getOut(),
        "created vault %s, unlocked by %s".formatted(id, vault.unlockedBy()),
        Map.of("vaultId", id, "owner", vault.owner().accessKeyId(), "unlock", vault.unlockedBy()));
    return 0;
  }
}
