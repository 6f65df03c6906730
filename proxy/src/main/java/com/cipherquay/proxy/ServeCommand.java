package com.cipherquay.proxy;

import com.cipherquay.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cipherquay serve}: runs the proxy until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Runs the proxy. The first start creates a vault in the data folder.",
      "When requests are accepted, prints `ready URL`; SIGTERM ends it with status 0."
    })
final class ServeCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int WRONG_SETTINGS = 2;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the vault, its credentials and the local store.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where S3 clients connect; default 127.0.0.1:9000.")
  private Optional<String> listen = Optional.empty();

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description = "Where health and metrics answer; default 127.0.0.1:9001.")
  private Optional<String> admin = Optional.empty();

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description =
          "The S3 that stores the ciphertext, with credentials as the AWS SDK finds them; default: a local store in the data folder.")
  private Optional<String> upstream = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in TOML; conf/cipherquay.toml explains all of them.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--insecure-listen",
      description = "Allow plain HTTP on an address other than loopback.")
  private boolean insecureListen;

  @Option(names = "--check-config", description = "Check the settings, and do not start.")
  private boolean checkConfig;

  @Override
  public Integer call() {
    try {
      Configuration configuration = Configuration.gather(flags(), config);
      if (checkConfig) {
        System.out.println("the configuration is fine");
        return 0;
      }
      return Wiring.serve(configuration, Logging.configure(configuration.log()));
    } catch (ConfigurationException e) {
      return fail(WRONG_SETTINGS, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return fail(FAILED, describe(e));
    }
  }

  private Map<Setting, Settings.Given> flags() {
    Map<Setting, Settings.Given> flags = new EnumMap<>(Setting.class);
    data.ifPresent(text -> flags.put(Setting.DATA, new Settings.Given(text, "--data")));
    listen.ifPresent(text -> flags.put(Setting.LISTEN, new Settings.Given(text, "--listen")));
    admin.ifPresent(text -> flags.put(Setting.ADMIN, new Settings.Given(text, "--admin")));
    upstream.ifPresent(
        text -> flags.put(Setting.UPSTREAM_URL, new Settings.Given(text, "--upstream")));
    if (insecureListen) {
      flags.put(Setting.INSECURE_LISTEN, new Settings.Given("true", "--insecure-listen"));
    }
    return flags;
  }

  private static int fail(int status, String message) {
    System.err.println("cipherquay: " + message);
    return status;
  }

  /** One line for the operator; the exceptions of java.nio say no more than a path. */
  private static String describe(IOException e) {
    String message = String.valueOf(e.getMessage()).replace('\n', ' ');
    if (e instanceof AccessDeniedException) {
      return message + ": permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return message + ": not found";
    }
    if (e instanceof NotDirectoryException) {
      return message + ": not a folder";
    }
    if (e instanceof FileSystemException file && file.getReason() == null) {
      return message + ": " + e.getClass().getSimpleName();
    }
    return e instanceof StoreException ? "the store: " + message : message;
  }
}
