package com.cipherquay.proxy;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code cipherquay}. Exit status: 0 done, 1 failed, 2 wrong usage or settings. */
@Command(
    name = "cipherquay",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "An S3 endpoint that encrypts names, bodies and metadata on their way to a store.",
    subcommands = ServeCommand.class)
public final class Main implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall it do? Usually: serve");
  }

  /** Says which version runs. */
  static final class Version implements IVersionProvider {

    /** The version in the manifest of the jar; classes in a folder have none. */
    static String current() {
      return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
          .orElse("development");
    }

    @Override
    public String[] getVersion() {
      return new String[] {
        "cipherquay " + current(), "Java " + Runtime.version(),
      };
    }
  }
}
