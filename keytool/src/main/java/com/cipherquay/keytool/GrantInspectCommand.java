package com.cipherquay.keytool;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.KeyGrant;
import com.cipherquay.grant.KeyGrantFile;
import com.cipherquay.keyset.VaultDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grant inspect}: what a grant allows, without its secret. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what the grant on standard input allows, link by link, without its secret.",
      "Whether a vault made it only grant verify can tell. All of it is enforced by the proxy.",
      "Of a key grant in a file it prints who signed it and to whom it is sealed; for whom it can be",
      "opened, with --data or its passphrase, what it gives and who enforces which line of it."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no grant", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool grant inspect < grant.json",
      "  grant       6b0f4c3e0b7d4c0f9a5b0d9f3a1c2e77",
      "  access key  CG6B0F4C3E0B7D4C0F9A",
      "  allows read,list",
      "    in s3://photos/2024/",
      "    until 2026-12-06T12:00:00Z"
    })
final class GrantInspectCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final Output output = new Output();
  @Mixin private final KeyGrantOpening opening = new KeyGrantOpening();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "A key grant.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the vault to which the key grant is sealed.")
  private Optional<Path> data = Optional.empty();

  @Mixin private final UnlockOptions unlock = new UnlockOptions();

  @Override
  public Integer call() throws IOException {
    if (file.isPresent()) {
      return inspect(KeyGrantDocument.read(file.get()));
    }
    Grant grant = GrantDocument.read(System.in).grant();
    output.print(
        spec.commandLine().getOut(), GrantDocument.text(grant), GrantDocument.ofGrant(grant));
    return 0;
  }

  private int inspect(KeyGrantFile grant) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>(KeyGrantDocument.ofFile(grant));
    StringBuilder text = new StringBuilder();
    Optional<KeyGrant> opened = opened(grant);
    if (opened.isPresent()) {
      fields.putAll(KeyGrantDocument.ofGrant(opened.get()));
      text.append(KeyGrantDocument.text(opened.get())).append(System.lineSeparator());
    }
    text.append(String.format("made by     %s%n", grant.signer()));
    text.append(String.format("sealed to   %s", KeyGrantDocument.sealedTo(grant)));
    output.print(spec.commandLine().getOut(), text.toString(), fields);
    return 0;
  }

  private Optional<KeyGrant> opened(KeyGrantFile grant) throws IOException {
    if (opening.isGiven()) {
      return Optional.of(opening.open(grant));
    }
    return data.isPresent()
        ? Optional.of(grant.open(VaultDirectory.unlock(data.get(), unlock.unlocking()).keyset()))
        : Optional.empty();
  }
}
