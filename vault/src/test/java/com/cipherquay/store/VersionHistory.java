package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * Does the same at random to two stores and compares all that shows. The ids that the two give to
 * versions differ: they are compared by the order in which they came up.
 */
final class VersionHistory {

  private static final List<String> NAMES = List.of("a", "b/1", "b/2", "c");

  private final ObjectStore left;
  private final ObjectStore right;
  private final Random random;
  private final Map<String, String> ids = new HashMap<>();

  VersionHistory(ObjectStore left, ObjectStore right, Random random) {
    this.left = left;
    this.right = right;
    this.random = random;
    ids.put(StoredVersion.NULL_ID, StoredVersion.NULL_ID);
  }

  void run(int steps) throws IOException {
    for (int i = 0; i < steps; i++) {
      step();
      compare();
    }
  }

  private void step() throws IOException {
    StoredName name = new StoredName(NAMES.get(random.nextInt(NAMES.size())));
    switch (random.nextInt(12)) {
      case 0 -> {
        Versioning next = random.nextBoolean() ? Versioning.ENABLED : Versioning.SUSPENDED;
        left.versions().setVersioning(next);
        right.versions().setVersioning(next);
      }
      case 1, 2, 3, 4 -> {
        int size = random.nextInt(10) == 0 ? 40_000 : random.nextInt(1000);
        same(write(left, name, size), write(right, name, size));
      }
      case 5, 6 -> same(left.delete(name), right.delete(name));
      case 7 -> copy(name);
      case 8 -> deleteSome();
      default -> deleteVersion();
    }
  }

  private static Written write(ObjectStore store, StoredName name, int size) throws IOException {
    return store.write(name, body(bytes(size)), StoredMetadata.NONE, WriteCondition.NONE);
  }

  private void same(Written one, Written other) {
    same(one.versionId(), other.versionId());
  }

  private void same(StoredDeletion one, StoredDeletion other) {
    assertEquals(one.marker(), other.marker());
    same(one.versionId(), other.versionId());
  }

  private void same(Optional<String> one, Optional<String> other) {
    assertEquals(one.isPresent(), other.isPresent());
    one.ifPresent(id -> assertEquals(other.get(), ids.computeIfAbsent(id, any -> other.get())));
  }

  private void deleteVersion() throws IOException {
    Optional<StoredVersion> version = any();
    if (version.isPresent()) {
      same(left.delete(version.get()), right.delete(twin(version.get())));
    }
  }

  private void deleteSome() throws IOException {
    List<StoredVersion> some = new ArrayList<>();
    any().ifPresent(some::add);
    any().filter(it -> !some.contains(it)).ifPresent(some::add);
    StoredDeletions one = left.deleteAll(some);
    StoredDeletions other = right.deleteAll(some.stream().map(this::twin).toList());
    one.deleted()
        .forEach(
            (version, gone) ->
                same(gone, Objects.requireNonNull(other.deleted().get(twin(version)))));
    assertEquals(some.size(), one.deleted().size());
  }

  private void copy(StoredName to) throws IOException {
    Optional<StoredVersion> from = any();
    Optional<StoredVersionPage.Entry> entry =
        from.flatMap(version -> find(list(left), version)).filter(it -> !it.marker());
    if (entry.isPresent()) {
      same(copy(left, from.get(), to), copy(right, twin(from.get()), to));
    }
  }

  private static Written copy(ObjectStore store, StoredVersion from, StoredName to)
      throws IOException {
    StoredHead head = store.head(from);
    // To the stores of this test every bucket is their own.
    String bucket = store instanceof LocalBucket local ? local.bucket() : "any";
    StoredSource source = new StoredSource(bucket, from, head.etag(), head.size());
    return store.copy(source, to, StoredMetadata.NONE, WriteCondition.NONE);
  }

  private static Optional<StoredVersionPage.Entry> find(
      List<StoredVersionPage.Entry> all, StoredVersion version) {
    return all.stream()
        .filter(it -> it.name().equals(version.name().value()))
        .filter(it -> version.versionId().equals(Optional.of(it.versionId())))
        .findFirst();
  }

  private Optional<StoredVersion> any() {
    List<StoredVersionPage.Entry> all = list(left);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    StoredVersionPage.Entry entry = all.get(random.nextInt(all.size()));
    return Optional.of(
        new StoredVersion(new StoredName(entry.name()), Optional.of(entry.versionId())));
  }

  private StoredVersion twin(StoredVersion version) {
    return new StoredVersion(version.name(), version.versionId().map(ids::get));
  }

  private static List<StoredVersionPage.Entry> list(ObjectStore store) {
    try {
      return store
          .versions()
          .list(new StoredVersionRequest("", false, VersionPosition.FIRST, 1000))
          .entries();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void compare() throws IOException {
    List<StoredVersionPage.Entry> all = list(left);
    List<String> shown =
        all.stream().map(it -> shown(it, Objects.requireNonNull(ids.get(it.versionId())))).toList();
    List<String> expected = list(right).stream().map(it -> shown(it, it.versionId())).toList();
    assertEquals(expected, shown);
    StoredPageRequest objects = new StoredPageRequest("", false, "", 1000);
    assertEquals(
        right.list(objects).entries().stream().map(StoredEntry::name).toList(),
        left.list(objects).entries().stream().map(StoredEntry::name).toList());
    for (StoredVersionPage.Entry entry : all) {
      if (!entry.marker()) {
        StoredVersion version =
            new StoredVersion(new StoredName(entry.name()), Optional.of(entry.versionId()));
        assertEquals(entry.etag(), left.head(version).etag());
        assertEquals(entry.size(), left.head(version).size());
      }
    }
  }

  private static String shown(StoredVersionPage.Entry entry, String id) {
    return entry.name() + " " + id + " " + entry.latest() + entry.marker() + entry.size();
  }
}
