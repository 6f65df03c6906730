package com.cipherquay.proxy;

import com.cipherquay.proxy.upstream.S3BucketStore;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.Durability;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The store that {@code cipherquay serve} would use with the same options, configuration file and
 * environment, for the tools that work over it while no proxy is in between. The one entry of this
 * package for others.
 */
public final class ConfiguredStore {

  private ConfiguredStore() {}

  /**
   * Opens it; the caller closes it. Nothing is created: neither a folder nor a store.
   *
   * @param data the option {@code --data}
   * @param config the option {@code --config}
   * @throws IOException with a message for the operator: settings that are wrong, no store, or a
   *     local store that a proxy has open
   */
  public static BucketStore open(Path data, Optional<Path> config) throws IOException {
    Configuration configuration = configuration(data, config);
    if (configuration.upstream().isPresent()) {
      return S3BucketStore.open(configuration.upstream().get());
    }
    Path folder = data.resolve(DataFolder.STORE);
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no store in " + data + ", and no upstream is configured");
    }
    try {
      return LocalStore.open(folder, durability(configuration));
    } catch (StoreException e) {
      throw e.fault() == StoreFault.BUSY
          ? new IOException(
              folder
                  + " is in use. The local store has one user at a time: stop the proxy that runs on"
                  + " it, or whatever else has it open",
              e)
          : e;
    }
  }

  private static Configuration configuration(Path data, Optional<Path> config) throws IOException {
    Map<Setting, Settings.Given> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.DATA, new Settings.Given(data.toString(), "--data"));
    // Whether it may listen is a question to the proxy; nothing listens here.
    flags.put(Setting.INSECURE_LISTEN, new Settings.Given("true", "default"));
    try {
      return Configuration.gather(flags, config);
    } catch (ConfigurationException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Of a local store, by what is configured. */
  static Durability durability(Configuration configuration) {
    return configuration.localFsync() ? Durability.SYNCED : Durability.BUFFERED;
  }
}
