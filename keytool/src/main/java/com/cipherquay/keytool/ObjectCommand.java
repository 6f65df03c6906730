package com.cipherquay.keytool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code object}: single objects, without a store. */
@Command(
    name = "object",
    mixinStandardHelpOptions = true,
    description = "Works on objects as they lie in the store.",
    subcommands = {ObjectDecryptCommand.class, ObjectDecryptTreeCommand.class})
final class ObjectCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "decrypt or decrypt-tree?");
  }
}
