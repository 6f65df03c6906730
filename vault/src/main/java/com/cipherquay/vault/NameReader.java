package com.cipherquay.vault;

import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredVersionPage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads the names of a listing. What this vault did not write is hidden: what does not decrypt and
 * what has a size no object has are counted, reserved names (a component that starts with a dot)
 * are not, because the vault itself keeps records there. Used by one thread.
 */
final class NameReader {

  private final PathKeys keys;
  private final LongAdder hidden;
  private final Visibility visible;
  private final Patience patience;
  // The names of a directory follow each other: most lines are in the directory of the line before.
  private String lastStored = "";
  private Optional<Directory> last;

  /** A reader for those who see everything. */
  NameReader(PathKeys keys, LongAdder hidden) {
    this(keys, hidden, Visibility.ALL);
  }

  NameReader(PathKeys keys, LongAdder hidden, Visibility visible) {
    this(keys, hidden, visible, new Patience(Patience.USUAL));
  }

  NameReader(PathKeys keys, LongAdder hidden, Visibility visible, Patience patience) {
    this.keys = keys;
    this.hidden = hidden;
    this.visible = visible;
    this.patience = patience;
    this.last = Optional.of(keys.directory(""));
  }

  /** The object behind an entry; empty if it is hidden. */
  Optional<ListPage.ListedObject> object(StoredEntry entry) {
    if (isReserved(entry.name())) {
      return Optional.empty();
    }
    OptionalLong length = ObjectSize.plaintext(entry.size());
    Optional<ObjectKey> key = length.isPresent() ? counted(decrypt(entry.name())) : unread();
    return key.filter(found -> visible.showsKey(found.value()))
        .map(
            found ->
                new ListPage.ListedObject(
                    found,
                    EntityTag.forClients(entry.etag()),
                    length.orElseThrow(),
                    entry.lastModified(),
                    entry.storageClass()));
  }

  /** The version behind an entry; empty if it is hidden. A delete marker has no size to check. */
  Optional<VersionPage.ListedVersion> version(StoredVersionPage.Entry entry) {
    if (isReserved(entry.name())) {
      return Optional.empty();
    }
    OptionalLong length = entry.marker() ? OptionalLong.of(0) : ObjectSize.plaintext(entry.size());
    Optional<ObjectKey> key = length.isPresent() ? counted(decrypt(entry.name())) : unread();
    return key.filter(found -> visible.showsKey(found.value()))
        .map(
            found ->
                new VersionPage.ListedVersion(
                    found,
                    entry.versionId(),
                    entry.latest(),
                    entry.marker(),
                    entry.marker() ? "" : EntityTag.forClients(entry.etag()),
                    length.orElseThrow(),
                    entry.lastModified(),
                    entry.storageClass()));
  }

  /** The plaintext path behind a stored path ending in {@code /}; empty if it is hidden. */
  Optional<String> directory(String stored) {
    if (isReserved(stored)) {
      return Optional.empty();
    }
    return counted(keys.decryptDirectory(stored).map(Directory::path))
        .filter(visible::showsDirectory);
  }

  /** The object key behind the name of an upload; empty if it is hidden. */
  Optional<ObjectKey> key(String name) {
    if (isReserved(name)) {
      return Optional.empty();
    }
    return counted(decrypt(name)).filter(found -> visible.showsKey(found.value()));
  }

  private Optional<ObjectKey> unread() {
    return counted(Optional.empty());
  }

  private <T> Optional<T> counted(Optional<T> read) {
    read.ifPresentOrElse(found -> patience.found(), hidden::increment);
    return read;
  }

  /**
   * Asks whether to read on.
   *
   * @throws VaultException {@code CORRUPT} if the last name of this vault was too long ago
   */
  void checkPatience() throws VaultException {
    patience.check();
  }

  private Optional<ObjectKey> decrypt(String name) {
    return directoryOf(name).flatMap(found -> keys.decryptLeaf(found, PathKeys.leaf(name)));
  }

  private Optional<Directory> directoryOf(String name) {
    String stored = PathKeys.parent(name);
    if (!stored.equals(lastStored)) {
      last = keys.decryptDirectory(stored);
      lastStored = stored;
    }
    return last;
  }

  /** Whether a stored name is one that no encryption produces, kept for records. */
  static boolean isReserved(String stored) {
    return stored.startsWith(".") || stored.contains("/.");
  }
}
