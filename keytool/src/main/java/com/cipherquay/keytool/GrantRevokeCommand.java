package com.cipherquay.keytool;

import com.cipherquay.grant.GrantRegistry;
import com.cipherquay.grant.Revocations;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grant revoke}: takes a grant back, and all that was narrowed from it. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Takes back a grant, by its id, its label or from standard input, and all that was narrowed",
      "from it.",
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

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "All that grant list shows under this label.")
  private Optional<String> label = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Keyset keyset = vault.unlock();
    if (label.isPresent() && id.isPresent()) {
      throw new ParameterException(spec.commandLine(), "an id or a label, not both");
    }
    return label.isPresent() ? revokeAll(keyset, label.get()) : revokeOne(keyset);
  }

  private int revokeOne(Keyset keyset) throws IOException {
    String revoked = id.isPresent() ? id.get() : GrantDocument.read(System.in, vault).grant().id();
    boolean added = Revocations.add(vault.folder(), keyset, revoked);
    output.print(
        spec.commandLine().getOut(),
        (added ? "revoked " : "was revoked before: ") + revoked,
        Map.of("grantId", revoked, "added", added));
    return 0;
  }

  private int revokeAll(Keyset keyset, String called) throws IOException {
    List<String> ids = new ArrayList<>();
    for (GrantRegistry.Entry entry : GrantRegistry.read(vault.folder(), keyset).entries()) {
      boolean meant =
          entry.grant().links().stream().anyMatch(link -> link.label().equals(Optional.of(called)));
      if (meant) {
        ids.add(entry.grant().id());
      }
    }
    if (ids.isEmpty()) {
      throw new IOException("no grant in the list is called " + Output.visible(called));
    }
    for (String each : ids) {
      boolean unused = Revocations.add(vault.folder(), keyset, each);
    }
    output.print(
        spec.commandLine().getOut(),
        ids.stream().map(each -> "revoked " + each).collect(Collectors.joining("\n")),
        Map.of("label", called, "revoked", ids));
    return 0;
  }
}
