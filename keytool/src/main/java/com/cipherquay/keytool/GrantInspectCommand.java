package com.cipherquay.keytool;

import com.cipherquay.grant.Grant;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grant inspect}: what a grant allows, without its secret. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what the grant on standard input allows, link by link, without its secret.",
      "Whether a vault made it only grant verify can tell. All of it is enforced by the proxy."
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

  @Override
  public Integer call() throws IOException {
    Grant grant = GrantDocument.read(System.in).grant();
    output.print(
        spec.commandLine().getOut(), GrantDocument.text(grant), GrantDocument.ofGrant(grant));
    return 0;
  }
}
