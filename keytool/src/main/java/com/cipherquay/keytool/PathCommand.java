package com.cipherquay.keytool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code path}: the two forms of a name. */
@Command(
    name = "path",
    mixinStandardHelpOptions = true,
    description = "Translates between object keys and the names that the store sees.",
    subcommands = {PathEncryptCommand.class, PathDecryptCommand.class, PathExplainCommand.class})
final class PathCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "encrypt, decrypt or explain?");
  }
}
