package com.cipherquay.keytool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grant}: who may do what below which prefix, until when. */
@Command(
    name = "grant",
    mixinStandardHelpOptions = true,
    description = {
      "Makes and narrows S3 credentials that allow a part of what the owner may do (create ...),",
      "and gives keys of a part of the store to another vault (recipient, export, import, policy, sts)."
    },
    subcommands = {
      GrantCreateCommand.class,
      GrantRestrictCommand.class,
      GrantInspectCommand.class,
      GrantVerifyCommand.class,
      GrantRegisterCommand.class,
      GrantListCommand.class,
      GrantTestCommand.class,
      GrantRevokeCommand.class,
      GrantRecipientCommand.class,
      GrantExportCommand.class,
      GrantImportCommand.class,
      GrantPolicyCommand.class,
      GrantStsCommand.class
    })
final class GrantCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "create, restrict, inspect, verify, register, list, test, revoke, recipient, export, import,"
            + " policy or sts?");
  }
}
