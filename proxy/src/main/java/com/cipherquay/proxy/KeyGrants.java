package com.cipherquay.proxy;

import com.cipherquay.grant.ExportedGrants;
import com.cipherquay.grant.ImportedGrants;
import com.cipherquay.proxy.access.RecentValue;
import com.cipherquay.vault.KeyExports;
import com.cipherquay.vault.KeyImports;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** The key grants of the vault: those that it was given, and those that it has given away. */
final class KeyGrants {

  /** Grants, with the keys that are made of them once. */
  private record Imports(ImportedGrants grants, KeyImports keys) {

    static Imports of(ImportedGrants grants) throws IOException {
      try {
        return new Imports(grants, KeyImports.of(grants.keys()));
      } catch (IllegalArgumentException e) {
        throw new IOException("the imported key grants contradict each other", e);
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Imports imports && imports.grants.equals(grants);
    }

    @Override
    public int hashCode() {
      return grants.hashCode();
    }
  }

  private final Supplier<Imports> imports;
  private final Supplier<ExportedGrants> exports;

  private KeyGrants(Supplier<Imports> imports, Supplier<ExportedGrants> exports) {
    this.imports = imports;
    this.exports = exports;
  }

  /**
   * Those of a data folder.
   *
   * @param refresh how old what is known of them can be
   * @throws IOException with a message for the operator
   */
  static KeyGrants of(DataFolder folder, Duration refresh) throws IOException {
    return new KeyGrants(
        new RecentValue<>(() -> Imports.of(folder.imports()), refresh, (before, newest) -> newest),
        // A file can be lost, or an older one come back; what was given away stays so.
        new RecentValue<>(folder::exports, refresh, ExportedGrants::and));
  }

  ImportedGrants imported() {
    return imports.get().grants();
  }

  KeyImports keys() {
    return imports.get().keys();
  }

  KeyExports exports() {
    return (oneBucket, oneKey, otherBucket, otherKey) ->
        exports.get().separate(oneBucket, oneKey.value(), otherBucket, otherKey.value());
  }
}
