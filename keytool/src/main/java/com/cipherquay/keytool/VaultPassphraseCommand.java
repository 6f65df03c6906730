package com.cipherquay.keytool;

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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vault passphrase}: another way to unlock a vault. */
@Command(
    name = "passphrase",
    mixinStandardHelpOptions = true,
    description = {
      "Changes how the vault is unlocked: by a new passphrase, or by a key file or a key management",
      "service again. The way before does not open the new vault.json, nor does a recovery key. It still",
      "opens older copies, vault.json.bak among them: remove them when you are sure."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:no vault, it can not be unlocked, or the new way is refused",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault passphrase --data data",
      "  Passphrase of the new vault:",
      "  the vault is unlocked by passphrase from now on"
    })
final class VaultPassphraseCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final NewWayOptions way = new NewWayOptions();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--new-passphrase-file",
      paramLabel = "FILE",
      description =
          "A file with the new passphrase, - for standard input; default: it is asked for.")
  private Optional<Path> passphrase = Optional.empty();

  @Option(names = "--to-key-file", description = "By a new key file, vault.key.")
  private boolean keyFile;

  @Override
  public Integer call() throws IOException {
    if (vault.takesStandardInput() && passphrase.filter(SecretInput::isStandardInput).isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "standard input holds one secret: give the other in a file");
    }
    Optional<WayIn> chosen = way.choose(spec, passphrase);
    if (keyFile && chosen.isPresent()) {
      throw new ParameterException(spec.commandLine(), "a vault gets one way to be unlocked");
    }
    WayIn next = chosen.orElseGet(this::fallback);
    boolean recovery =
        vault.open().ways().stream().anyMatch(known -> known.method().equals("recovery-key"));
    String method = vault.editor().relock(next).unlockedBy();
    output.print(
        spec.commandLine().getOut(),
        "the vault is unlocked by %s from now on%s"
            .formatted(method, recovery ? "; make a new recovery key" : ""),
        Map.of("unlock", method, "recoveryKeyRemoved", recovery));
    return 0;
  }

  private WayIn fallback() {
    return keyFile
        ? WayIn.keyFile()
        : WayIn.passphrase(SecretInput.promptTwice("New passphrase of the vault: "));
  }
}
