package com.cipherquay.keytool;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.cipherquay.proxy.ConfiguredStore;
import com.cipherquay.store.BucketStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Which store a command works over. */
final class StoreOption {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "Settings of the proxy, for the upstream and its buckets; also CIPHERQUAY_ variables.",
        "Without an upstream: the local store in the folder of the vault, while no proxy runs on it."
      })
  private Optional<Path> config = Optional.empty();

  /**
   * Opens the store that a proxy would use with the same options; the caller closes it.
   *
   * @throws IOException with a message for the operator
   */
  BucketStore open(Path folder) throws IOException {
    quieten();
    return ConfiguredStore.open(folder, config);
  }

  /** What goes wrong is said by the command; libraries have nothing to add. */
  private static void quieten() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
    }
  }
}
