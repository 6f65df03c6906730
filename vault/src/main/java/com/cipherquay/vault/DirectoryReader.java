package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Reads directories of one bucket and sorts what is in them. Used by one thread. */
final class DirectoryReader {

  private final ObjectStore store;
  private final PathKeys keys;
  private final NameReader names;
  private final Sorting sorting;

  /**
   * Where and in how much memory to sort.
   *
   * @param folder for what does not fit in memory
   * @param memory for the rest
   */
  record Sorting(SpillFolder folder, SortMemory memory) {}

  DirectoryReader(ObjectStore store, PathKeys keys, NameReader names, Sorting sorting) {
    this.store = store;
    this.keys = keys;
    this.names = names;
    this.sorting = sorting;
  }

  String bucket() {
    return keys.bucket();
  }

  /** A directory of the bucket, by its path. */
  Directory directory(String path) {
    return keys.directory(path);
  }

  /**
   * Reads a directory.
   *
   * @param deep whether what is in its directories is wanted too: then everything below it is read
   *     at once if one page of the store holds it
   */
  SortedDirectory read(Directory directory, boolean deep) throws IOException {
    try (LineSorter sorter = LineSorter.begin(sorting.folder(), sorting.memory())) {
      return deep ? readDeep(directory, sorter) : readLevel(directory, sorter, "", 0);
    }
  }

  private SortedDirectory readDeep(Directory directory, LineSorter sorter) throws IOException {
    StoredWalk walk = walk(directory.stored(), false, "");
    List<StoredItem> page = new ArrayList<>();
    for (walk.fill(); !walk.isAtPageEnd(); ) {
      page.add(walk.next());
    }
    if (walk.isAtEnd()) {
      for (StoredItem item : page) {
        add(item, directory, sorter);
      }
      return new SortedDirectory(sorter.finish(), true, 1);
    }
    // A page of all names is one of the names at this level too, only shorter.
    String last = "";
    for (StoredItem item : page) {
      StoredItem rolled = rolled(item, directory);
      if (!rolled.position().equals(last)) {
        add(rolled, directory, sorter);
        last = rolled.position();
      }
    }
    return readLevel(directory, sorter, last, 1);
  }

  private static StoredItem rolled(StoredItem item, Directory directory) {
    int slash = item.name().indexOf('/', directory.stored().length());
    return slash < 0 ? item : StoredItem.ofPrefix(item.name().substring(0, slash + 1));
  }

  private SortedDirectory readLevel(
      Directory directory, LineSorter sorter, String after, int callsBefore) throws IOException {
    StoredWalk walk = walk(directory.stored(), true, after);
    int calls = callsBefore;
    while (!walk.isAtEnd()) {
      if (walk.isAtPageEnd()) {
        names.checkPatience();
        walk.fill();
        calls++;
      } else {
        add(walk.next(), directory, sorter);
      }
    }
    return new SortedDirectory(sorter.finish(), false, calls);
  }

  private void add(StoredItem item, Directory directory, LineSorter sorter) throws IOException {
    Optional<SortedLine> line = line(item, directory);
    if (line.isPresent()) {
      sorter.add(line.get());
    }
  }

  private Optional<SortedLine> line(StoredItem item, Directory directory) {
    String path = directory.path();
    return item.entry().isPresent()
        ? names.object(item.entry().get()).map(object -> SortedLine.ofObject(path, object))
        : names
            .directory(item.name())
            .map(found -> SortedLine.ofDirectory(found.substring(path.length())));
  }

  /**
   * The plaintext names, as lines have them, of stored names in a directory, not before a bound.
   */
  NavigableMap<byte[], String> named(
      Directory directory, Collection<String> storedNames, byte[] bound) {
    NavigableMap<byte[], String> named = new TreeMap<>(Arrays::compareUnsigned);
    NameCipher cipher = directory.names();
    for (String stored : storedNames) {
      Optional<String> name =
          stored.endsWith("/")
              ? cipher.decryptDirectory(stored.substring(0, stored.length() - 1)).map(n -> n + "/")
              : cipher.decryptLeaf(stored);
      name.ifPresent(found -> named.put(found.getBytes(UTF_8), stored));
    }
    return new TreeMap<>(named.tailMap(bound, true));
  }

  /**
   * Asks the store for one line, with one call.
   *
   * @param storedName the stored name in the directory, of an object or, with {@code /} at its end,
   *     of a directory
   */
  Optional<SortedLine> look(Directory directory, String storedName) throws IOException {
    String full = directory.stored() + storedName;
    StoredWalk walk = new StoredWalk(store, new StoredPageRequest(full, false, "", 1));
    walk.fill();
    if (walk.isAtEnd()) {
      return Optional.empty();
    }
    StoredItem first = walk.next();
    if (storedName.endsWith("/")) {
      return line(StoredItem.ofPrefix(full), directory);
    }
    return first.name().equals(full) ? line(first, directory) : Optional.empty();
  }

  private StoredWalk walk(String prefix, boolean delimited, String after) {
    return new StoredWalk(
        store, new StoredPageRequest(prefix, delimited, after, StoredPageRequest.MAX_LIMIT));
  }
}
