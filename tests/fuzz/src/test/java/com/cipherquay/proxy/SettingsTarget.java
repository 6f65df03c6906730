package com.cipherquay.proxy;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.ScratchFile;
import java.util.Map;
import java.util.Optional;

/** The configuration file, up to what its settings mean. */
public final class SettingsTarget {

  static {
    // As in production: Jazzer and Surefire switch assertions on, and this library asserts of some
    // broken escapes that it has refused what it refuses a moment later.
    SettingsTarget.class.getClassLoader().setPackageAssertionStatus("org.tomlj", false);
  }

  private SettingsTarget() {}

  public static void run(byte[] input) throws Exception {
    Optional<SettingsFile> file =
        Attempt.of(ConfigurationException.class, () -> SettingsFile.read(ScratchFile.with(input)));
    if (file.isEmpty()) {
      return;
    }
    Optional<Settings> settings =
        Attempt.of(
            ConfigurationException.class, () -> Settings.gather(Map.of(), Map.of(), file.get()));
    Optional<Configuration> configuration =
        settings.isEmpty()
            ? Optional.empty()
            : Attempt.of(ConfigurationException.class, () -> Configuration.of(settings.get()));
    configuration.ifPresent(
        found -> Claim.that(found.limits().threads() > 0, "no thread to serve a request"));
  }
}
