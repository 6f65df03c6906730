package com.cipherquay.keytool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code cipherquay-keytool}. */
@Command(
    name = "cipherquay-keytool",
    mixinStandardHelpOptions = true,
    versionProvider = Keytool.Version.class,
    description = "Looks into a vault and what it stores, without a running proxy.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage"},
    subcommands = {
      PathCommand.class,
      ObjectCommand.class,
      GrantCommand.class,
      VaultCommand.class,
      VaultRotateCommand.class,
      RewrapCommand.class,
      ReencryptCommand.class,
      CheckCommand.class,
      InventoryCommand.class,
      SweepCommand.class,
      GenerateCompletion.class
    })
public final class Keytool implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private Keytool() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The parser and its commands; refusals are one line, never a stack trace. */
  static CommandLine commandLine() {
    return new CommandLine(new Keytool())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (!(failure instanceof IOException)) {
                throw failure;
              }
              command.getErr().println("cipherquay-keytool: " + describe(failure));
              return command.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  /** The exceptions of java.nio say no more than a path. */
  private static String describe(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof NoSuchFileException) {
      return message + ": not found";
    }
    return failure instanceof AccessDeniedException ? message + ": permission denied" : message;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** Says which version runs. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(Keytool.class.getPackage().getImplementationVersion())
              .orElse("development");
      return new String[] {"cipherquay-keytool " + version, "Java " + Runtime.version()};
    }
  }
}
