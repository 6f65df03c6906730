package com.cipherquay.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
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

  static final class Item {

    private final byte[] body;
    private final StoredHead head;
    private final StoredTags tags;

    private Item(byte[] body, StoredHead head, StoredTags tags) {
      StoredTraits traits =
          new StoredTraits(
              OptionalInt.of(tags.byKey().size()),
              head.traits().storageClass(),
              head.traits().restoration());
      this.body = body;
      this.head =
          new StoredHead(head.etag(), head.size(), head.lastModified(), head.metadata(), traits);
      this.tags = tags;
    }

    StoredTags tags() {
      return tags;
    }

    StoredHead head() {
      return head;
    }

    InputStream open(ByteSpan span) {
      return new ByteArrayInputStream(body, (int) span.offset(), (int) span.length());
    }
  }

  private final Clock clock;
  private final TreeMap<String, Item> items = new TreeMap<>();
  private final MemoryUploads uploads;

  MemoryObjects(Clock clock) {
    this.clock = clock;
    this.uploads = new MemoryUploads(clock, this);
  }

  /** An entity tag or the id of an upload. */
  static String randomTag() {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  MemoryUploads uploads() {
    return uploads;
  }

  synchronized boolean isEmpty() {
    return items.isEmpty();
  }

  synchronized String put(
      StoredName name, byte[] body, StoredDescription description, WriteCondition condition)
      throws StoreException {
    require(name, condition);
    String etag = randomTag();
    StoredTraits traits =
        new StoredTraits(OptionalInt.empty(), description.storageClass(), Optional.empty());
    StoredHead head =
        new StoredHead(etag, body.length, clock.instant(), description.metadata(), traits);
    items.put(name.value(), new Item(body, head, description.tags().orElse(StoredTags.NONE)));
    return etag;
  }

  private void require(StoredName name, WriteCondition condition) throws StoreException {
    Optional<String> present = find(name).map(item -> item.head().etag());
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

  synchronized void removeIf(StoredName name, WriteCondition condition) throws StoreException {
    require(name, condition);
    items.remove(name.value());
  }

  /** The body of another object becomes one here; nobody changes an array. */
  String copy(Item source, StoredName name, StoredDescription description, WriteCondition condition)
      throws StoreException {
    StoredTags tags = description.tags().orElse(source.tags);
    return put(name, source.body, description.with(tags), condition);
  }

  synchronized boolean restore(StoredName name, Instant expiry) throws StoreException {
    Item item =
        find(name)
            .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.toString()));
    StoredTraits before = item.head.traits();
    if (!before.storageClass().isArchive()) {
      throw new StoreException(StoreFault.NOT_ARCHIVED, name.toString());
    }
    Restoration restoration = new Restoration(false, Optional.of(expiry));
    StoredTraits traits =
        new StoredTraits(before.tags(), before.storageClass(), Optional.of(restoration));
    StoredHead head =
        new StoredHead(
            item.head.etag(),
            item.head.size(),
            item.head.lastModified(),
            item.head.metadata(),
            traits);
    items.put(name.value(), new Item(item.body, head, item.tags));
    return before.restoration().isPresent();
  }

  synchronized void retag(StoredName name, StoredTags tags) throws StoreException {
    Item item =
        find(name)
            .orElseThrow(() -> new StoreException(StoreFault.NO_SUCH_OBJECT, name.toString()));
    items.put(name.value(), new Item(item.body, item.head, tags));
  }

  synchronized void purge(String prefix) {
    items.keySet().removeIf(name -> name.startsWith(prefix));
  }

  synchronized Optional<Item> find(StoredName name) {
    return Optional.ofNullable(items.get(name.value()));
  }

  synchronized void remove(StoredName name) {
    items.remove(name.value());
  }

  synchronized StoredPage page(StoredPageRequest request) {
    List<StoredEntry> entries = new ArrayList<>();
    TreeSet<String> prefixes = new TreeSet<>();
    String prefix = request.prefix();
    for (Map.Entry<String, Item> item : start(request).entrySet()) {
      String name = item.getKey();
      if (!name.startsWith(prefix)) {
        break;
      }
      int slash = request.delimited() ? name.indexOf('/', prefix.length()) : -1;
      String rolled = name.substring(0, slash + 1);
      boolean seen = prefixes.contains(rolled) || (rolled + "~").compareTo(request.after()) <= 0;
      if (slash >= 0 && seen) {
        continue;
      }
      if (entries.size() + prefixes.size() == request.limit()) {
        return new StoredPage(entries, List.copyOf(prefixes), true);
      }
      if (slash >= 0) {
        prefixes.add(rolled);
      } else {
        StoredHead head = item.getValue().head();
        entries.add(
            new StoredEntry(
                name, head.etag(), head.size(), head.lastModified(), head.traits().storageClass()));
      }
    }
    return new StoredPage(entries, List.copyOf(prefixes), false);
  }

  private NavigableMap<String, Item> start(StoredPageRequest request) {
    boolean insidePrefix = request.after().compareTo(request.prefix()) >= 0;
    return insidePrefix
        ? items.tailMap(request.after(), false)
        : items.tailMap(request.prefix(), true);
  }
}
