package com.cipherquay.keytool;

import com.cipherquay.grant.Revocations;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grant revoke}: takes a grant back, and all that was narrowed from it. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Takes back a grant, by its id or from standard input, and all that was narrowed from it.",
      "Running proxies of this folder refuse it within seconds (auth.revocation-refresh); those",
      "elsewhere once they have the new vault.revocations."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or no grant", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool grant revoke --data data 6b0f4c3e0b7d4c0f9a5b0d9f3a1c2e77",
      "  revoked 6b0f4c3e0b7d4c0f9a5b0d9f3a1c2e77"
    })
final class GrantRevokeCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Parameters(
      arity = "0..1",
      paramLabel = "GRANT-ID",
      description = "As grant create and grant inspect print it; default: of the grant on stdin.")
  private Optional<String> id = Optional.empty();

  @Override
  public Integer call() throws IOException {
    String revoked = id.isPresent() ? id.get() : GrantDocument.read(System.in, vault).grant().id();
    boolean added = Revocations.add(vault.folder(), vault.unlock(), revoked);
    output.print(
        spec.commandLine().getOut(),
        (added ? "revoked " : "was revoked before: ") + revoked,
        Map.of("grantId", revoked, "added", added));
    return 0;
  }
}
