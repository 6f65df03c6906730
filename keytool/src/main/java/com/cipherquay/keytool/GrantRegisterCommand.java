package com.cipherquay.keytool;

import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantRegistry;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grant register}: lets a grant be used without its session token. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = {
      "Notes the grant on standard input, which may be a narrowed one, so that its pair of keys",
      "works without the session token: for tools that know none. Proxies of this folder take it",
      "within a second; those elsewhere once they have the new vault.grants.sealed."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or no grant of it", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {"  $ cipherquay-keytool grant register --data data --json < grant.json > pair.json"})
final class GrantRegisterCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException {
    GrantCredential credential = GrantDocument.read(System.in, vault);
    Optional<String> objection = vault.objection(credential);
    if (objection.isPresent()) {
      throw new IOException(objection.get());
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    GrantRegistry.add(
        vault.folder(), vault.unlock(), new GrantRegistry.Entry(credential.grant(), now, true));
    output.print(
        spec.commandLine().getOut(),
        GrantDocument.exports(credential, true),
        GrantDocument.ofCredential(credential, true));
    return 0;
  }
}
