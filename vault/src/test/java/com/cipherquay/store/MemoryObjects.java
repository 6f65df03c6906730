package com.cipherquay.store;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** The objects of one bucket in memory; every method is atomic. */
final class MemoryObjects {

  private final Clock clock;
  // Of every name the versions, the newest first, and at least one.
  private final TreeMap<String, List<MemoryItem>> items = new TreeMap<>();
  private final MemoryUploads uploads;
  private Versioning versioning = Versioning.NEVER;

  MemoryObjects(Clock clock) {
    this.clock = clock;
    this.uploads = new MemoryUploads(clock, this);
  }

  /** An entity tag, or the id of an upload or a version. */
  static String randomTag() {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  MemoryUploads uploads() {
    return uploads;
  }

  synchronized Versioning versioning() {
    return versioning;
  }

  synchronized void setVersioning(Versioning next) {
    versioning = next;
  }

  synchronized boolean isEmpty() {
    return items.isEmpty();
  }

  synchronized Written put(
      StoredName name, byte[] body, StoredDescription description, WriteCondition condition)
      throws StoreException {
    require(name, condition);
    MemoryLocks.requireNone(description);
    StoredTraits traits =
        new StoredTraits(OptionalInt.empty(), description.storageClass(), Optional.empty());
    StoredHead head =
        new StoredHead(
            randomTag(),
            body.length,
            clock.instant(),
            description.metadata(),
            traits,
            nextVersion());
    add(name, new MemoryItem(false, body, head, description.tags().orElse(StoredTags.NONE)));
    return new Written(head.etag(), head.versionId());
  }

  private void require(StoredName name, WriteCondition condition) throws StoreException {
    Optional<String> present = present(name).map(item -> item.head().etag());
    boolean holds = true;
    if (condition instanceof WriteCondition.IfAbsent) {
      holds = present.isEmpty();
    } else if (condition instanceof WriteCondition.IfPresent) {
      holds = present.isPresent();
    } else if (condition instanceof WriteCondition.IfMatch match) {
      holds = present.equals(Optional.of(match.etag()));
    }
    if (!holds) {
      throw new StoreException(StoreFault.PRECONDITION_FAILED, condition + " at " + name);
    }
  }

  synchronized StoredDeletion removeIf(StoredName name, WriteCondition condition)
      throws StoreException {
    require(name, condition);
    return remove(StoredVersion.current(name));
  }

  private Optional<String> nextVersion() {
    return switch (versioning) {
      case NEVER -> Optional.empty();
      case ENABLED -> Optional.of(randomTag());
      case SUSPENDED -> Optional.of(StoredVersion.NULL_ID);
    };
  }

  private void add(StoredName name, MemoryItem item) {
    List<MemoryItem> versions = items.computeIfAbsent(name.value(), any -> new ArrayList<>());
    versions.removeIf(other -> other.version().equals(item.version()));
    versions.add(0, item);
  }

  /** The body of another object becomes one here; nobody changes an array. */
  Written copy(
      MemoryItem source, StoredName name, StoredDescription description, WriteCondition condition)
      throws StoreException {
    StoredTags tags = description.tags().orElse(source.tags());
    return put(name, source.body(), description.with(tags), condition);
  }

  synchronized boolean restore(StoredVersion object, Instant expiry) throws StoreException {
    MemoryItem item = find(object);
    StoredTraits before = item.head().traits();
    if (!before.storageClass().isArchive()) {
      throw new StoreException(StoreFault.NOT_ARCHIVED, object.toString());
    }
    Restoration restoration = new Restoration(false, Optional.of(expiry));
    StoredTraits traits =
        new StoredTraits(before.tags(), before.storageClass(), Optional.of(restoration));
    replace(object.name(), item.with(traits, item.head().versionId()));
    return before.restoration().isPresent();
  }

  synchronized void retag(StoredVersion object, StoredTags tags) throws StoreException {
    MemoryItem item = find(object);
    replace(object.name(), new MemoryItem(false, item.body(), item.head(), tags));
  }

  private void replace(StoredName name, MemoryItem changed) {
    items.computeIfPresent(
        name.value(),
        (same, versions) -> {
          versions.replaceAll(it -> it.version().equals(changed.version()) ? changed : it);
          return versions;
        });
  }

  synchronized void purge(String prefix) {
    items.keySet().removeIf(name -> name.startsWith(prefix));
  }

  private Optional<MemoryItem> present(StoredName name) {
    return versions(name.value()).stream().findFirst().filter(item -> !item.marker());
  }

  synchronized List<MemoryItem> versions(String name) {
    return List.copyOf(items.getOrDefault(name, List.of()));
  }

  /** An object that is to be read. */
  synchronized MemoryItem find(StoredVersion object) throws StoreException {
    List<MemoryItem> versions = versions(object.name().value());
    boolean named = object.versionId().isPresent();
    Optional<MemoryItem> found =
        versions.stream()
            .filter(item -> !named || item.version().equals(object.versionId().get()))
            .findFirst();
    if (found.isEmpty()) {
      throw new StoreException(
          named ? StoreFault.NO_SUCH_VERSION : StoreFault.NO_SUCH_OBJECT, object.toString());
    }
    if (found.get().marker()) {
      StoredMarker marker =
          new StoredMarker(
              Optional.of(found.get().version()), Optional.of(found.get().head().lastModified()));
      throw StoreException.of(
          named ? StoreFault.DELETE_MARKER : StoreFault.NO_SUCH_OBJECT, object.toString(), marker);
    }
    return named || versioning != Versioning.NEVER ? found.get().withVersion() : found.get();
  }

  synchronized StoredDeletion remove(StoredVersion object) {
    if (object.versionId().isEmpty() && versioning != Versioning.NEVER) {
      StoredHead head =
          new StoredHead(
              "", 0, clock.instant(), StoredMetadata.NONE, StoredTraits.UNKNOWN, nextVersion());
      add(object.name(), new MemoryItem(true, new byte[0], head, StoredTags.NONE));
      return new StoredDeletion(true, head.versionId());
    }
    String id = object.versionId().orElse(StoredVersion.NULL_ID);
    String name = object.name().value();
    boolean marker =
        versions(name).stream().anyMatch(item -> item.version().equals(id) && item.marker());
    items.computeIfPresent(
        name,
        (same, versions) -> {
          versions.removeIf(item -> item.version().equals(id));
          return versions.isEmpty() ? null : versions;
        });
    return new StoredDeletion(marker, object.versionId());
  }

  synchronized StoredPage page(StoredPageRequest request) {
    List<StoredEntry> entries = new ArrayList<>();
    TreeSet<String> prefixes = new TreeSet<>();
    String prefix = request.prefix();
    for (Map.Entry<String, List<MemoryItem>> item : start(request).entrySet()) {
      String name = item.getKey();
      if (!name.startsWith(prefix)) {
        break;
      }
      MemoryItem newest = item.getValue().get(0);
      int slash = request.delimited() ? name.indexOf('/', prefix.length()) : -1;
      String rolled = name.substring(0, slash + 1);
      boolean seen = prefixes.contains(rolled) || (rolled + "~").compareTo(request.after()) <= 0;
      if (newest.marker() || (slash >= 0 && seen)) {
        continue;
      }
      if (entries.size() + prefixes.size() == request.limit()) {
        return new StoredPage(entries, List.copyOf(prefixes), true);
      }
      if (slash >= 0) {
        prefixes.add(rolled);
      } else {
        StoredHead head = newest.head();
        entries.add(
            new StoredEntry(
                name, head.etag(), head.size(), head.lastModified(), head.traits().storageClass()));
      }
    }
    return new StoredPage(entries, List.copyOf(prefixes), false);
  }

  private NavigableMap<String, List<MemoryItem>> start(StoredPageRequest request) {
    boolean insidePrefix = request.after().compareTo(request.prefix()) >= 0;
    return insidePrefix
        ? items.tailMap(request.after(), false)
        : items.tailMap(request.prefix(), true);
  }

  /** The names that start with a prefix, from one on. */
  synchronized List<String> names(String prefix, String from) {
    String least = from.compareTo(prefix) > 0 ? from : prefix;
    return items.tailMap(least, true).keySet().stream()
        .takeWhile(name -> name.startsWith(prefix))
        .toList();
  }
}
