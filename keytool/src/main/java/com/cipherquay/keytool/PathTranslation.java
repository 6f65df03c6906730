package com.cipherquay.keytool;

import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PathNames;
import com.cipherquay.vault.VaultException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A path in both forms.
 *
 * @param bucket the bucket
 * @param components its components from the top
 */
record PathTranslation(String bucket, List<PathNames.Component> components) {

  PathTranslation {
    components = List.copyOf(components);
  }

  /**
   * Encrypts an object key, or a directory.
   *
   * @throws IOException if it is no object key, or too long
   */
  static PathTranslation ofPlaintext(VaultOption vault, BucketPath path, boolean directory)
      throws IOException {
    PathNames names = PathNames.of(vault.unlock(), path.bucket());
    try {
      return new PathTranslation(
          path.bucket(),
          directory
              ? names.explainDirectory(path.path())
              : names.explain(new ObjectKey(path.path())));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    } catch (VaultException e) {
      throw new IOException("the object key is too long: " + e.getMessage(), e);
    }
  }

  /**
   * Decrypts a stored name, or a stored directory.
   *
   * @throws IOException if this vault did not make it
   */
  static PathTranslation ofStored(VaultOption vault, BucketPath path) throws IOException {
    PathNames names = PathNames.of(vault.unlock(), path.bucket());
    Optional<List<PathNames.Component>> components = names.explainStored(path.path());
    return new PathTranslation(
        path.bucket(),
        components.orElseThrow(() -> new IOException("this vault did not make the name " + path)));
  }

  /** The object key, or the directory. */
  BucketPath plaintext() {
    return new BucketPath(bucket, join(components, PathNames.Component::plaintext));
  }

  /** The stored name, or the stored directory. */
  BucketPath stored() {
    return new BucketPath(bucket, join(components, PathNames.Component::stored));
  }

  private static String join(
      List<PathNames.Component> components, Function<PathNames.Component, String> form) {
    return components.stream()
        .map(component -> form.apply(component) + (component.directory() ? "/" : ""))
        .collect(Collectors.joining());
  }
}
