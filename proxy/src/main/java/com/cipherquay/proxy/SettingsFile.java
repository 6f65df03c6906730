package com.cipherquay.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * What a configuration file says.
 *
 * @param values the settings in it, as text, each with where it stands
 * @param buckets what it says of single buckets, by the name that clients use
 */
record SettingsFile(
    Map<Setting, Settings.Given> values,
    Map<BucketTable, SortedMap<String, Settings.Given>> buckets) {

  static final SettingsFile NONE = new SettingsFile(Map.of(), Map.of());

  SettingsFile {
    values = Map.copyOf(values);
    buckets = Map.copyOf(buckets);
  }

  /**
   * Reads a TOML file.
   *
   * @throws ConfigurationException with file and line for anything that is no setting
   */
  static SettingsFile read(Path file) throws ConfigurationException {
    TomlParseResult toml = parse(file);
    Map<Setting, Settings.Given> values = new EnumMap<>(Setting.class);
    Map<BucketTable, SortedMap<String, Settings.Given>> buckets = new EnumMap<>(BucketTable.class);
    for (List<String> key : toml.keyPathSet(true)) {
      Settings.Given given = new Settings.Given(text(toml.get(key)), place(file, toml, key));
      Optional<BucketTable> table = BucketTable.holding(key);
      if (table.isPresent()) {
        checkType(table.get().kind(), key, toml.get(key), given);
        buckets
            .computeIfAbsent(table.get(), any -> new TreeMap<>())
            .put(key.get(key.size() - 1), given);
      } else if (!toml.isTable(key)) {
        Setting setting = setting(key, given);
        checkType(setting.kind(), key, toml.get(key), given);
        values.put(setting, given);
      } else {
        checkTable(key, given);
      }
    }
    return new SettingsFile(values, buckets);
  }

  private static TomlParseResult parse(Path file) throws ConfigurationException {
    TomlParseResult toml;
    try {
      toml = Toml.parse(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException("can not read the configuration file " + file + ": " + e);
    }
    if (toml.hasErrors()) {
      TomlParseError error = toml.errors().get(0);
      throw new ConfigurationException(
          at(file, error.position()) + ": not TOML: " + error.getMessage());
    }
    return toml;
  }

  private static Setting setting(List<String> key, Settings.Given given)
      throws ConfigurationException {
    String path = String.join(".", key);
    return Setting.ofPath(path)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    given.place()
                        + ": unknown setting "
                        + path
                        + ", is it "
                        + nearest(path)
                        + "?"));
  }

  private static void checkTable(List<String> key, Settings.Given given)
      throws ConfigurationException {
    String name = String.join(".", key);
    boolean known =
        Arrays.stream(BucketTable.values()).anyMatch(table -> table.path().equals(name))
            || Arrays.stream(Setting.values()).anyMatch(s -> s.path().startsWith(name + "."));
    if (!known) {
      throw new ConfigurationException(given.place() + ": unknown table [" + name + "]");
    }
  }

  private static void checkType(
      SettingKind kind, List<String> key, @Nullable Object value, Settings.Given given)
      throws ConfigurationException {
    if (value == null || !kind.takes(value)) {
      throw new ConfigurationException(
          "%s: %s must be %s, not %s"
              .formatted(given.place(), String.join(".", key), kind.expected(), given.text()));
    }
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  private static String place(Path file, TomlParseResult toml, List<String> key) {
    return at(file, toml.inputPositionOf(key));
  }

  private static String at(Path file, @Nullable TomlPosition position) {
    return position == null ? file.toString() : file + ":" + position.line();
  }

  /** The setting that a misspelt name most likely means. */
  private static String nearest(String path) {
    return Arrays.stream(Setting.values())
        .map(Setting::path)
        .min(Comparator.comparingInt(known -> distance(path, known)))
        .orElseThrow();
  }

  /** Levenshtein's distance: how many letters to insert, delete or replace. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
