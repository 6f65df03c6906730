package com.cipherquay.keytool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code inventory}: what should be there, remembered outside the store. */
@Command(
    name = "inventory",
    mixinStandardHelpOptions = true,
    description =
        "Remembers what is in a bucket, to find later what a store has left out or undone.",
    subcommands = {InventoryCreateCommand.class, InventoryVerifyCommand.class})
final class InventoryCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "create or verify?");
  }
}
