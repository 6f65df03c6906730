package com.cipherquay.vault;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.StoredName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two forms of the paths in a bucket, for tools that explain a store to its owner. A path is an
 * object key, or a directory if it ends in {@code /} and is asked for as one. Thread-safe.
 */
public final class PathNames {

  private final PathKeys keys;

  private PathNames(PathKeys keys) {
    this.keys = keys;
  }

  /**
   * One component of a path.
   *
   * @param directory whether it is a directory, or else the leaf
   * @param plaintext the component without its {@code /}, may be empty
   * @param stored its stored form, never empty
   */
  public record Component(boolean directory, String plaintext, String stored) {}

  /** The paths of a bucket. */
  public static PathNames of(Keyset keyset, String bucket) {
    return new PathNames(PathKeys.of(DirectoryKeys.of(keyset), bucket));
  }

  /**
   * The components of an object key.
   *
   * @throws VaultException {@code KEY_TOO_LONG}
   */
  public List<Component> explain(ObjectKey key) throws VaultException {
    String stored = keys.storedName(key).value();
    List<Component> components = new ArrayList<>(explainDirectory(PathKeys.parent(key.value())));
    components.add(new Component(false, PathKeys.leaf(key.value()), PathKeys.leaf(stored)));
    return components;
  }

  /**
   * The components of a directory.
   *
   * @param path plaintext, empty or ending in {@code /}
   * @throws VaultException {@code KEY_TOO_LONG} if no object can be in it
   */
  public List<Component> explainDirectory(String path) throws VaultException {
    if (!path.isEmpty() && !path.endsWith("/")) {
      throw new IllegalArgumentException("a directory ends in a slash");
    }
    if (!PathKeys.canHoldObjects(path)) {
      throw new VaultException(
          VaultFault.KEY_TOO_LONG, "no name of an object in this directory fits into 1024 bytes");
    }
    List<Component> components = new ArrayList<>();
    int start = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
      String component = path.substring(start, end);
      NameCipher names = keys.directory(path.substring(0, start)).names();
      components.add(new Component(true, component, names.encryptDirectory(component)));
      start = end + 1;
    }
    return components;
  }

  /**
   * The components of a stored name, or of a stored directory if it ends in {@code /}; empty if
   * this vault did not make it.
   */
  public Optional<List<Component>> explainStored(String stored) {
    if (stored.length() > StoredName.MAX_BYTES) {
      return Optional.empty();
    }
    try {
      if (stored.isEmpty() || stored.endsWith("/")) {
        Optional<Directory> directory = keys.decryptDirectory(stored);
        return directory.isPresent()
            ? Optional.of(explainDirectory(directory.get().path()))
            : Optional.empty();
      }
      Optional<ObjectKey> key = keys.decrypt(stored);
      return key.isPresent() ? Optional.of(explain(key.get())) : Optional.empty();
    } catch (VaultException e) {
      // A directory that is too deep for any object: no vault stores anything under it.
      return Optional.empty();
    }
  }
}
