package com.cipherquay.keytool;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vault rotate}: a new epoch. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "Adds an epoch: a new random root for the keys of content. Objects are written under it from now",
      "on, by running proxies of this folder within seconds; proxies elsewhere need the new vault.json.",
      "What was written before stays as it is and readable, and so it does for who has the older keys:",
      "`rewrap` and `reencrypt` move it. Names and grants stay under their own keys."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or it can not be unlocked", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault rotate --data data",
      "  new objects are written under epoch 2; back up vault.json"
    })
final class VaultRotateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException {
    int epoch = vault.editor().rotate().keyset().currentEpoch();
    output.print(
        spec.commandLine().getOut(),
        "new objects are written under epoch %d; back up vault.json".formatted(epoch),
        Map.of("epoch", epoch));
    return 0;
  }
}
