package com.cipherquay.keytool;

import com.cipherquay.grant.GrantScope;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PathNames;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Where the store has what a scope covers. */
final class StoredScopes {

  private StoredScopes() {}

  /**
   * The stored form of a scope's path: empty for a bucket, with {@code /} at the end of a prefix.
   *
   * @throws IOException if no object can be there; the message is for the user
   */
  static String of(Keyset vault, GrantScope scope) throws IOException {
    PathNames names = PathNames.of(vault, scope.bucket());
    List<PathNames.Component> components =
        scope.kind() == GrantScope.Kind.OBJECT
            ? names.explain(objectKey(scope.path()))
            : names.explainDirectory(scope.path());
    return components.stream()
        .map(component -> component.stored() + (component.directory() ? "/" : ""))
        .collect(Collectors.joining());
  }

  private static ObjectKey objectKey(String path) throws IOException {
    try {
      return new ObjectKey(path);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
