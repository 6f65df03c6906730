package com.cipherquay.keytool;

import com.cipherquay.audit.AuditLog;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantEvents;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantRegistry;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grant create}: a new credential of a vault. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description =
        "Makes an S3 credential that any proxy of this vault accepts. Its secret is kept nowhere.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or no such grant", "2:wrong usage"},
    footerHeading = "%nExample: a shell that may read one folder for a week%n",
    footer = {
      "  $ eval \"$(cipherquay-keytool grant create --data data --bucket photos \\",
      "      --prefix 2024/ --allow read,list --expires +7d)\"",
      "  $ aws s3 ls s3://photos/2024/"
    })
final class GrantCreateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();
  @Mixin private final GrantConditions conditions = new GrantConditions();

  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<GrantScopeOptions> scopes = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      required = true,
      converter = GrantTime.Converter.class,
      description = "When it ends: +2h, +3d, an RFC 3339 time, or none.")
  private GrantTime expires = GrantTime.NONE;

  @Option(
      names = "--register",
      description =
          "For tools that know no session token: a pair that works without, where this folder is.")
  private boolean register;

  @Option(names = "--unlisted", description = "Do not note it for grant list.")
  private boolean unlisted;

  @Override
  public Integer call() throws IOException {
    if (!conditions.hasActions()) {
      throw new ParameterException(spec.commandLine(), "--allow is missing: what may be done?");
    }
    if (register && unlisted) {
      throw new ParameterException(spec.commandLine(), "--register is to note it");
    }
    Keyset keyset = vault.unlock();
    GrantCredential credential = GrantCredential.issue(keyset, link());
    AuditLog.in(vault.folder()).append(GrantEvents.of("created", credential.grant()));
    if (!unlisted) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      GrantRegistry.add(
          vault.folder(), keyset, new GrantRegistry.Entry(credential.grant(), now, register));
    }
    output.print(
        spec.commandLine().getOut(),
        GrantDocument.exports(credential, register),
        GrantDocument.ofCredential(credential, register));
    return 0;
  }

  private GrantLink link() {
    try {
      return conditions.link(scopes.stream().map(GrantScopeOptions::scope).toList(), expires);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
