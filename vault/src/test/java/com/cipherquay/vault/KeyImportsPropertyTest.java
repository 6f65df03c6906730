package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.grant.GrantScope;
import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The keys of any scope open what is below it in the epochs that were chosen, and nothing else:
 * neither for a vault that uses them as it should, nor for who tries them on everything.
 */
final class KeyImportsPropertyTest {

  private static final byte[] NOTHING = {};

  /** A bucket, and a scope in it that mostly has something. */
  record Given(Set<String> keys, GrantScope scope, Set<Integer> epochs) {

    /** The epoch under which a key is written. */
    int epoch(String key) {
      return 1 + (key.hashCode() & 1);
    }

    boolean opens(String key) {
      return scope.coversKey(TwoVaults.BUCKET, key) && epochs.contains(epoch(key));
    }
  }

  @Provide
  static Arbitrary<Given> given() {
    Arbitrary<String> component = Arbitraries.of("", "a", "ab", "A", "b", "a%2F", "ü");
    Arbitrary<Set<String>> keys =
        component
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(components -> String.join("/", components))
            .filter(key -> !key.isEmpty())
            .set()
            .ofMinSize(1)
            .ofMaxSize(8);
    Arbitrary<Set<Integer>> epochs = Arbitraries.of(Set.of(1), Set.of(2), Set.of(1, 2));
    return keys.flatMap(
        all -> scopes(all).flatMap(scope -> epochs.map(e -> new Given(all, scope, e))));
  }

  private static Arbitrary<GrantScope> scopes(Set<String> keys) {
    List<GrantScope> scopes = new ArrayList<>(List.of(TwoVaults.scope(""), TwoVaults.scope("a/")));
    for (String key : new TreeSet<>(keys)) {
      scopes.add(GrantScope.ofObject(TwoVaults.BUCKET, key));
      for (int end = key.indexOf('/'); end >= 0; end = key.indexOf('/', end + 1)) {
        scopes.add(TwoVaults.scope(key.substring(0, end + 1)));
      }
    }
    return Arbitraries.of(scopes);
  }

  private static TwoVaults filled(Given given) throws IOException, GeneralSecurityException {
    TwoVaults two = new TwoVaults();
    Vault old =
        Vaults.of(CopyFixture.keyset(Map.of(1, CopyFixture.filled(32, 0x31))), two.store)
            .open(TwoVaults.BUCKET);
    for (String key : given.keys()) {
      TwoVaults.put(given.epoch(key) == 1 ? old : two.giver(), key);
    }
    return two;
  }

  @Property(tries = 100)
  void theyOpenWhatIsBelow(@ForAll("given") Given given) throws Exception {
    TwoVaults two = filled(given);
    two.give(given.scope(), given.epochs().toArray(Integer[]::new));
    Set<String> covered = new TreeSet<>();
    for (String key : given.keys()) {
      assertEquals(given.opens(key) ? key : "nothing", got(two.taker(), key));
      if (given.scope().coversKey(TwoVaults.BUCKET, key)) {
        covered.add(key);
      }
    }
    // Of an epoch that was not chosen the name is there all the same.
    assertEquals(covered, new TreeSet<>(TwoVaults.list(two.taker(), "", "")));
  }

  private static String got(Vault vault, String key) throws IOException {
    try {
      return TwoVaults.get(vault, key);
    } catch (StoreException | VaultException e) {
      return "nothing";
    }
  }

  @Property(tries = 100)
  void theyOpenNothingElse(@ForAll("given") Given given) throws Exception {
    TwoVaults two = filled(given);
    ForeignKeys keys = TwoVaults.keys(two.giver, given.scope(), given.epochs()).get(0);
    for (String key : given.keys()) {
      String stored = two.stored(key).value();
      StoredHead head = two.store.open(TwoVaults.BUCKET).head(two.stored(key));
      WrappedKey wrapped = MetadataEnvelope.parse(head.metadata()).wrapped();
      assertEquals(given.opens(key), opensWrap(keys, key, wrapped), key);
      assertEquals(namesBelow(given.scope(), key), namesOpened(keys, key, stored), key);
    }
  }

  /** Every key that can be made of the given ones with the components of a path. */
  private static List<DerivedKey> reachable(ForeignKeys given, String key) {
    List<DerivedKey> starts = new ArrayList<>();
    given.keys().names().ifPresent(starts::add);
    given.keys().epochs().forEach(e -> given.keys().content(e).ifPresent(starts::add));
    List<DerivedKey> all = new ArrayList<>(starts);
    String[] components = key.split("/", -1);
    for (DerivedKey start : starts) {
      for (int from = 0; from < components.length; from++) {
        DerivedKey at = start;
        for (int i = from; i < components.length; i++) {
          byte[] component = components[i].getBytes(UTF_8);
          all.add(at.derive(KeyType.OBJECT, component));
          at = at.derive(KeyType.DIRECTORY, component);
          all.add(at);
        }
      }
    }
    return all;
  }

  private static boolean opensWrap(ForeignKeys given, String key, WrappedKey wrapped) {
    byte[] label = "cipherquay/1 wrap".getBytes(US_ASCII);
    byte[] bucket = TwoVaults.BUCKET.getBytes(UTF_8);
    byte[] name = key.getBytes(UTF_8);
    byte[] context =
        ByteBuffer.allocate(label.length + 16 + 12 + bucket.length + name.length + 16)
            .put(label)
            .put(given.vaultId())
            .putInt(wrapped.epoch())
            .putInt(bucket.length)
            .put(bucket)
            .putInt(name.length)
            .put(name)
            .put(wrapped.writeId().bytes())
            .array();
    return reachable(given, key).stream()
        .map(candidate -> candidate.bytes(KeyType.WRAP, NOTHING, DerivedKey.SIV_LENGTH))
        .anyMatch(wrapping -> Siv.of(wrapping).open(wrapped.wrap().bytes(), context).isPresent());
  }

  /** Which components of a stored name open with any of the keys, by their place in it. */
  private static Set<Integer> namesOpened(ForeignKeys given, String key, String stored) {
    Set<Integer> opened = new TreeSet<>();
    String[] components = stored.split("/", -1);
    for (DerivedKey candidate : reachable(given, key)) {
      NameCipher names = NameCipher.of(candidate);
      for (int i = 0; i < components.length; i++) {
        Optional<String> plaintext =
            i == components.length - 1
                ? names.decryptLeaf(components[i])
                : names.decryptDirectory(components[i]);
        if (plaintext.isPresent()) {
          opened.add(i);
        }
      }
    }
    return opened;
  }

  private static Set<Integer> namesBelow(GrantScope scope, String key) {
    Set<Integer> below = new TreeSet<>();
    if (scope.kind() != GrantScope.Kind.OBJECT && key.startsWith(scope.path())) {
      int depth = (int) scope.path().chars().filter(c -> c == '/').count();
      for (int i = depth; i <= key.chars().filter(c -> c == '/').count(); i++) {
        below.add(i);
      }
    }
    return below;
  }
}
