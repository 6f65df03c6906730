package com.cipherquay.keytool;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vault recovery-key}: a second way into a vault. */
@Command(
    name = "recovery-key",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a recovery key, prints it, and keeps it nowhere: it opens the vault when the passphrase, the",
      "key file or the key management service is lost. One that was there before opens it no more."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or it can not be unlocked", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault recovery-key --data data > /mnt/usb/recovery-key",
      "  $ cipherquay-keytool vault unlock-test --data data --recovery-key-file /mnt/usb/recovery-key",
      "  yes, by recovery-key"
    })
final class VaultRecoveryKeyCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Option(names = "--remove", description = "Remove the recovery key, and make none.")
  private boolean remove;

  @Override
  public Integer call() throws IOException {
    if (remove) {
      String method = vault.editor().removeRecoveryKey().unlockedBy();
      output.print(
          spec.commandLine().getOut(),
          "the vault is unlocked by %s alone".formatted(method),
          Map.of("unlock", method));
    } else {
      String key = vault.editor().addRecoveryKey();
      output.print(spec.commandLine().getOut(), key, Map.of("recoveryKey", key));
    }
    return 0;
  }
}
