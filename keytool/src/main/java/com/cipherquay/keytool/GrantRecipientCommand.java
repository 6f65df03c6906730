package com.cipherquay.keytool;

import com.cipherquay.grant.PublicId;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grant recipient}: the public ids of a vault. */
@Command(
    name = "recipient",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the public ids of a vault: to the recipient others seal key grants for it, by the",
      "signer they know those that it made. Neither is a secret; but pass them on in a way on which",
      "nobody can exchange them."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool grant recipient --data data",
      "  recipient-wWqRvQ0QbR4eLXw0m6nkvQ6CwU3Zx3bKpTcx1aJ8wHo",
      "  signer-2Ff2OeH2Yt8HvXn8d1b0c4xq0mVdYh3mC0oXo1sS0bE"
    })
final class GrantRecipientCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException {
    Keyset keyset = vault.unlock();
    String recipient = PublicId.recipientOf(keyset).toString();
    String signer = PublicId.signerOf(keyset).toString();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("recipient", recipient);
    fields.put("signer", signer);
    output.print(spec.commandLine().getOut(), recipient + System.lineSeparator() + signer, fields);
    return 0;
  }
}
