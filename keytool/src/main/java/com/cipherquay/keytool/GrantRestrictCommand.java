package com.cipherquay.keytool;

import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grant restrict}: a credential that allows less than the one on standard input. */
@Command(
    name = "restrict",
    mixinStandardHelpOptions = true,
    description = {
      "Makes, of the grant on standard input, one that allows less, to pass it on.",
      "Needs neither the vault nor a network."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no grant, or nothing would be left of it", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool grant restrict --prefix 2024/march/ --allow read --expires +1h \\",
      "      --json < grant.json > narrower.json"
    })
final class GrantRestrictCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final Output output = new Output();
  @Mixin private final GrantConditions conditions = new GrantConditions();

  @Option(
      names = "--bucket",
      paramLabel = "B",
      description = "Only in this bucket; default: in all of the grant.")
  private Optional<String> bucket = Optional.empty();

  @ArgGroup(multiplicity = "0..*")
  private List<GrantScopeOptions.Part> parts = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = GrantTime.Converter.class,
      description = "When it ends: +2h, +3d, an RFC 3339 time; default: with the grant.")
  private GrantTime expires = GrantTime.NONE;

  @Override
  public Integer call() throws IOException {
    GrantCredential credential = GrantDocument.read(System.in).restrict(link());
    output.print(
        spec.commandLine().getOut(),
        GrantDocument.exports(credential, false),
        GrantDocument.ofCredential(credential, false));
    return 0;
  }

  private GrantLink link() {
    try {
      return conditions.link(scopes(), expires);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<GrantScope> scopes() {
    return parts.isEmpty()
        ? bucket.map(GrantScope::ofBucket).stream().toList()
        : parts.stream().map(part -> part.in(bucket.orElse(""))).toList();
  }
}
