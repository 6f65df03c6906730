package com.cipherquay.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All settings, gathered with the precedence flag, environment, file, default. Every value in it is
 * one that its kind accepts. Immutable.
 */
final class Settings {

  /**
   * A value as it was given.
   *
   * @param text the value
   * @param place where it was given, for messages: file and line, flag or environment variable
   */
  record Given(String text, String place) {}

  private static final String PREFIX = "CIPHERQUAY_";

  /**
   * Variables with our prefix that are no settings: those of the launchers, and those that
   * Kubernetes sets in every container for a service that is named {@code cipherquay}.
   */
  private static final Pattern NO_SETTING =
      Pattern.compile(PREFIX + "(CONFIG|JAVA_OPTS|JAVA_FOLDERS|SERVICE_.*|PORT|PORT_.*)");

  private final Map<Setting, Given> values;
  private final Map<BucketTable, SortedMap<String, Given>> buckets;

  private Settings(Map<Setting, Given> values, Map<BucketTable, SortedMap<String, Given>> buckets) {
    this.values = values;
    this.buckets = buckets;
  }

  /**
   * Gathers the settings.
   *
   * @param flags those given on the command line, with the flag as place
   * @param environment all environment variables
   * @param file the configuration file's
   * @throws ConfigurationException for an unknown setting or a wrong value
   */
  static Settings gather(
      Map<Setting, Given> flags, Map<String, String> environment, SettingsFile file)
      throws ConfigurationException {
    Map<Setting, Given> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, new Given(setting.fallback(), "default"));
    }
    values.putAll(file.values());
    values.putAll(variables(environment));
    values.putAll(flags);
    for (Map.Entry<Setting, Given> entry : values.entrySet()) {
      check(entry.getKey(), entry.getValue());
    }
    checkBuckets(file.buckets());
    return new Settings(values, file.buckets());
  }

  private static Map<Setting, Given> variables(Map<String, String> environment)
      throws ConfigurationException {
    Map<Setting, Given> values = new EnumMap<>(Setting.class);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (!name.startsWith(PREFIX) || NO_SETTING.matcher(name).matches()) {
        continue;
      }
      Setting setting =
          Setting.ofVariable(name)
              .orElseThrow(
                  () -> new ConfigurationException("unknown environment variable " + name));
      values.put(setting, new Given(variable.getValue(), "environment variable " + name));
    }
    return values;
  }

  private static void checkBuckets(Map<BucketTable, SortedMap<String, Given>> tables)
      throws ConfigurationException {
    for (Map.Entry<BucketTable, SortedMap<String, Given>> table : tables.entrySet()) {
      SettingKind kind = table.getKey().kind();
      for (Map.Entry<String, Given> bucket : table.getValue().entrySet()) {
        Given given = bucket.getValue();
        if (!kind.accepts(given.text())) {
          throw new ConfigurationException(
              "%s: %s.%s must be %s, not \"%s\""
                  .formatted(
                      given.place(),
                      table.getKey().path(),
                      bucket.getKey(),
                      kind.expected(),
                      given.text()));
        }
      }
    }
  }

  private static void check(Setting setting, Given given) throws ConfigurationException {
    boolean mayBeEmpty = setting.fallback().isEmpty();
    boolean wrong = given.text().isEmpty() ? !mayBeEmpty : !setting.kind().accepts(given.text());
    if (wrong) {
      throw new ConfigurationException(
          "%s: %s must be %s, not \"%s\""
              .formatted(given.place(), setting.path(), setting.kind().expected(), given.text()));
    }
  }

  /** The value, if the setting is set or has a default. */
  Optional<String> text(Setting setting) {
    String text = given(setting).text();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  Optional<Path> path(Setting setting) {
    return text(setting).map(Path::of);
  }

  boolean flag(Setting setting) {
    return given(setting).text().equals("true");
  }

  int count(Setting setting) {
    return Integer.parseInt(given(setting).text());
  }

  /** In bytes. */
  long size(Setting setting) {
    return SettingKind.size(given(setting).text());
  }

  Duration duration(Setting setting) {
    return SettingKind.duration(given(setting).text());
  }

  ListenAddress address(Setting setting) {
    return ListenAddress.parse(given(setting).text());
  }

  /** Where the value of a setting was given. */
  String place(Setting setting) {
    return given(setting).place();
  }

  /** What a table says of single buckets, by the name that clients use. */
  SortedMap<String, Given> buckets(BucketTable table) {
    return buckets.getOrDefault(table, new TreeMap<>());
  }

  private Given given(Setting setting) {
    Given given = values.get(setting);
    if (given == null) {
      throw new IllegalStateException("every setting has a value");
    }
    return given;
  }
}
