package com.cipherquay.keytool;

import com.cipherquay.grant.GrantCredential;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grant verify}: whether a vault made a grant. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Says whether the vault made the grant on standard input, and did not revoke it.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it did",
      "1:it did not, or did revoke it, or there is no vault or grant",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {"  $ cipherquay-keytool grant verify --data data < grant.json", "  yes"})
final class GrantVerifyCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException {
    GrantCredential credential = GrantDocument.read(System.in, vault);
    Optional<String> objection = vault.objection(credential);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("valid", objection.isEmpty());
    fields.put("grantId", credential.grant().id());
    objection.ifPresent(reason -> fields.put("reason", reason));
    output.print(
        spec.commandLine().getOut(),
        objection.map(reason -> "no: " + reason).orElse("yes"),
        fields);
    return objection.isEmpty() ? 0 : 1;
  }
}
