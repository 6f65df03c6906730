package com.cipherquay.vault;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.KeyGrant;
import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.LiveKeyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two vaults over one store with one bucket, of which one gives keys to the other. */
final class TwoVaults {

  static final String BUCKET = "bucket";

  final MemoryBucketStore store = new MemoryBucketStore();
  final Keyset giver = FixedKeyset.create();
  final Keyset taker = otherKeys();
  private final Vaults ofGiver = Vaults.of(giver, store);
  private final Vaults ofTaker;
  private List<ForeignKeys> given = List.of();
  private KeyImports imports = KeyImports.NONE;

  TwoVaults() {
    this.ofTaker =
        Vaults.of(
            LiveKeyset.of(taker), store, KeyExports.NONE, () -> imports, ListingSettings.DEFAULT);
    try {
      store.create(BUCKET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Keyset otherKeys() {
    try {
      return Keyset.ofRoots(
          CopyFixture.filled(16, 0x11),
          CopyFixture.filled(32, 0x21),
          Map.of(1, CopyFixture.filled(32, 0x34), 2, CopyFixture.filled(32, 0x35)),
          CopyFixture.filled(32, 0x41));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bucket as the vault has it that gives keys away. */
  Vault giver() {
    return ofGiver.open(BUCKET);
  }

  /** The bucket as the vault has it that was given some. */
  Vault taker() {
    return ofTaker.open(BUCKET);
  }

  static GrantScope scope(String path) {
    return path.isEmpty() ? GrantScope.ofBucket(BUCKET) : GrantScope.ofPrefix(BUCKET, path);
  }

  /** Gives more keys, and gives them back. */
  List<ForeignKeys> give(GrantScope scope, Integer... epochs) throws IOException {
    List<ForeignKeys> keys = keys(giver, scope, Set.of(epochs));
    List<ForeignKeys> all = new ArrayList<>(given);
    all.addAll(keys);
    imports = KeyImports.of(all);
    given = all;
    return keys;
  }

  /** Takes all keys back. */
  void takeBack() {
    given = List.of();
    imports = KeyImports.NONE;
  }

  /** Keys of a vault for a scope. */
  static List<ForeignKeys> keys(Keyset vault, GrantScope scope, Set<Integer> epochs)
      throws IOException {
    GrantLink terms = GrantLink.ANYTHING.in(List.of(scope)).allowing(Set.of(GrantAction.READ));
    return KeyGrant.issue(vault, terms, epochs, it -> stored(vault, it)).keys();
  }

  private static String stored(Keyset vault, GrantScope scope) throws VaultException {
    PathKeys keys = PathKeys.of(DirectoryKeys.of(vault), BUCKET);
    return scope.kind() == GrantScope.Kind.OBJECT
        ? keys.storedName(new ObjectKey(scope.path())).value()
        : keys.directory(scope.path()).stored();
  }

  /** The stored name that the giver has for a key. */
  StoredName stored(String key) throws VaultException {
    return PathKeys.of(DirectoryKeys.of(giver), BUCKET).storedName(new ObjectKey(key));
  }

  /** Puts an object whose body is its key. */
  static void put(Vault vault, String key) throws IOException {
    byte[] body = key.getBytes(StandardCharsets.UTF_8);
    vault.put(new ObjectKey(key), ObjectMetadata.EMPTY, TestBody.of(body), WriteCondition.NONE);
  }

  static String get(Vault vault, String key) throws IOException {
    byte[] body = VaultFixture.read(vault, new ObjectKey(key), new ByteRange.Whole());
    return new String(body, StandardCharsets.UTF_8);
  }

  /** All keys and common prefixes, in the order of S3. */
  static List<String> list(Vault vault, String prefix, String delimiter) throws IOException {
    ListRequest request =
        new ListRequest(prefix, delimiter, new ListPosition.Marker(""), 1000, ListOrder.SORTED);
    ListPage page = vault.list(request);
    List<String> all = new ArrayList<>(page.commonPrefixes());
    page.objects().forEach(object -> all.add(object.key().value()));
    return all;
  }
}
