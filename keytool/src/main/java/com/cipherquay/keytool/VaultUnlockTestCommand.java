package com.cipherquay.keytool;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vault unlock-test}: whether the vault can be unlocked. */
@Command(
    name = "unlock-test",
    mixinStandardHelpOptions = true,
    description = {"Says whether the vault can be unlocked with what is given."},
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it can", "1:it can not, or there is none", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault unlock-test --data data --passphrase-file secret",
      "  yes, by passphrase"
    })
final class VaultUnlockTestCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    try {
      String method = vault.open().unlockedBy();
      print("yes, by " + method, Map.of("unlocked", true, "unlockedBy", method));
      return 0;
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      print("no: " + reason, Map.of("unlocked", false, "reason", reason));
      return 1;
    }
  }

  private void print(String text, Map<String, ?> fields) {
    output.print(spec.commandLine().getOut(), text, fields);
  }
}
