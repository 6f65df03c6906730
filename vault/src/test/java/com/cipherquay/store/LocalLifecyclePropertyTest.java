package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever was written when, and whatever rules there are: a round leaves what a second reading of
 * the rules says, a model that takes the names one by one from lists.
 */
final class LocalLifecyclePropertyTest {

  private static final Instant NOW = Instant.parse("2026-05-10T12:00:00Z");
  private static final List<String> NAMES = List.of("a/1", "a/2", "a/b/1", "b/1", "c");
  private static final List<String> CLASSES =
      List.of("STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER");
  private static final List<StoredTags> TAGS =
      List.of(
          StoredTags.NONE,
          new StoredTags(Map.of("k", "v")),
          new StoredTags(Map.of("k", "w")),
          new StoredTags(Map.of("k", "v", "l", "v")));

  @Property(tries = 60)
  void aRoundLeavesWhatTheModelLeaves(@ForAll long seed, @ForAll Versioning versioning)
      throws Exception {
    Random random = new Random(seed);
    Path directory = Files.createTempDirectory("lifecycle");
    try {
      try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
        store.create("bucket");
        fill(store.open("bucket"), versioning, random);
      }
      age(directory, random);
      try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED)) {
        ObjectStore objects = store.open("bucket");
        List<StoredRule> rules = rules(random);
        List<LifecycleModel.Item> before = items(objects);
        LifecycleModel model = new LifecycleModel(rules, NOW, versioning);
        List<String> expected = model.after(before);
        objects.lifecycle().replace(rules);
        long done = objects.lifecycle().follow(NOW);
        assertEquals(expected, lines(items(objects)), () -> rules + "\n" + lines(before));
        assertEquals(model.changes(), done);
      }
    } finally {
      delete(directory);
    }
  }

  private static void fill(ObjectStore objects, Versioning versioning, Random random)
      throws IOException {
    if (versioning != Versioning.NEVER) {
      objects.versions().setVersioning(Versioning.ENABLED);
    }
    for (int i = random.nextInt(25); i >= 0; i--) {
      StoredName name = new StoredName(NAMES.get(random.nextInt(NAMES.size())));
      if (random.nextInt(4) == 0) {
        objects.delete(name);
      } else {
        StorageClass kept = new StorageClass(CLASSES.get(random.nextInt(CLASSES.size())));
        StoredDescription described =
            StoredDescription.of(StoredMetadata.NONE)
                .with(TAGS.get(random.nextInt(TAGS.size())))
                .in(kept);
        objects.write(name, body(bytes(random.nextInt(5))), described, WriteCondition.NONE);
      }
    }
    if (versioning == Versioning.SUSPENDED) {
      objects.versions().setVersioning(versioning);
      for (String name : NAMES.subList(0, random.nextInt(NAMES.size()))) {
        objects.write(
            new StoredName(name), body(bytes(3)), StoredMetadata.NONE, WriteCondition.NONE);
      }
    }
  }

  /** Spreads all over a week; of one name the newer is never older. */
  private static void age(Path directory, Random random) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("index.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement all = connection.createStatement()) {
      for (String name : NAMES) {
        List<Long> sequences = new ArrayList<>();
        try (ResultSet row =
            all.executeQuery(
                "SELECT sequence FROM object WHERE name = '%1$s' UNION ALL SELECT sequence FROM version WHERE name = '%1$s' ORDER BY 1"
                    .formatted(name))) {
          while (row.next()) {
            sequences.add(row.getLong(1));
          }
        }
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
          times.add(NOW.minus(Duration.ofHours(random.nextInt(14) * 12L)));
        }
        Collections.sort(times);
        for (int i = 0; i < sequences.size(); i++) {
          for (String table : List.of("object", "version")) {
            set(connection, table, name, sequences.get(i), times.get(i));
          }
        }
      }
    }
  }

  private static void set(
      Connection connection, String table, String name, long sequence, Instant time)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE %s SET modified = ? WHERE name = ? AND sequence = ?".formatted(table))) {
      update.setLong(1, time.toEpochMilli());
      update.setString(2, name);
      update.setLong(3, sequence);
      update.executeUpdate();
    }
  }

  private static List<StoredRule> rules(Random random) {
    List<StoredRule> rules = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String prefix = List.of("", "a/", "a/b/", "c").get(random.nextInt(4));
      StoredTags tags = TAGS.get(random.nextInt(TAGS.size()));
      OptionalLong greater =
          random.nextInt(4) == 0 ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty();
      OptionalLong less =
          random.nextInt(4) == 0 ? OptionalLong.of(random.nextInt(5)) : OptionalLong.empty();
      StoredFilter filter = new StoredFilter(prefix, tags, greater, less);
      List<LifecycleAction> actions = new ArrayList<>();
      for (int j = random.nextInt(2); j >= 0; j--) {
        actions.add(action(random));
      }
      rules.add(new StoredRule(filter, actions));
    }
    return rules;
  }

  private static LifecycleAction action(Random random) {
    LifecycleTime.After days = new LifecycleTime.After(random.nextInt(6));
    LifecycleTime on =
        new LifecycleTime.On(Instant.parse("2026-05-1" + random.nextInt(3) + "T00:00:00Z"));
    LifecycleTime time = random.nextInt(4) == 0 ? on : days;
    LifecycleAction.Noncurrent which = new LifecycleAction.Noncurrent(days, random.nextInt(3));
    StorageClass to = new StorageClass(CLASSES.get(1 + random.nextInt(3)));
    return switch (random.nextInt(5)) {
      case 0 -> new LifecycleAction.Expire(time);
      case 1 -> new LifecycleAction.ExpireMarkers();
      case 2 -> new LifecycleAction.ExpireNoncurrent(which);
      case 3 -> new LifecycleAction.Transition(time, to);
      default -> new LifecycleAction.TransitionNoncurrent(which, to);
    };
  }

  private static List<LifecycleModel.Item> items(ObjectStore objects) throws IOException {
    List<LifecycleModel.Item> items = new ArrayList<>();
    for (StoredVersionPage.Entry entry :
        objects
            .versions()
            .list(new StoredVersionRequest("", false, VersionPosition.FIRST, 1000))
            .entries()) {
      StoredVersion version = VersionsUnderTest.version(entry.name(), entry.versionId());
      StoredTags tags = entry.marker() ? StoredTags.NONE : objects.tags().get(version);
      items.add(new LifecycleModel.Item(entry, tags));
    }
    return items;
  }

  private static List<String> lines(List<LifecycleModel.Item> items) {
    return items.stream().map(LifecycleModel.Item::line).toList();
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
