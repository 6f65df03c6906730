package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.KeyType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class PathKeysTest {

  private static final byte[] NOTHING = {};

  private final PathKeys keys = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), "bucket");

  @Provide
  static Arbitrary<String> objectKeys() {
    return Arbitraries.oneOf(
            Arbitraries.of("a", "b", "", ".", "..", "%2F", "é", "e\u0301", "\0", "\r\n", "𝄞"),
            Arbitraries.strings().ofMaxLength(5))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(components -> String.join("/", components))
        .filter(key -> !key.isEmpty() && UTF_8.newEncoder().canEncode(key));
  }

  @Property
  void roundTripsEveryKey(@ForAll("objectKeys") String key) throws VaultException {
    String stored = keys.storedName(new ObjectKey(key)).value();
    assertEquals(Optional.of(new ObjectKey(key)), keys.decrypt(stored));
    assertEquals(PathKeys.storedLength(key), stored.length());
    assertFalse(stored.startsWith(".") || stored.contains("/.") || stored.contains("//"));
  }

  @Test
  void keepsOddKeysApart() throws VaultException {
    Set<String> seen = new HashSet<>();
    for (String key :
        new String[] {
          "a", "a/", "a//", "/a", "//a", "a/b", "a//b", "a/b/", "/", "//", ".", "..", "./a", "../a",
          "a%2Fb", "é", "e\u0301", "A", " a", "a ", "a\0", "\0", "a\r\nb", "name", "𝄞", "aa"
        }) {
      assertTrue(seen.add(keys.storedName(new ObjectKey(key)).value()), key);
    }
  }

  @Test
  void givesTheSameComponentAnotherFormInEachPlace() throws VaultException {
    String[] deep = stored("a/a/a").split("/", -1);
    assertNotEquals(deep[0], deep[1]);
    assertNotEquals(deep[1], deep[2]);
    assertNotEquals(stored("a"), deep[0]);
    assertTrue(stored("a/b").startsWith(deep[0] + "/"));
    PathKeys other = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), "bucket2");
    assertNotEquals(stored("a"), other.storedName(new ObjectKey("a")).value());
  }

  @Test
  void meetsTheLimitsOfTheSpecification() throws VaultException {
    assertEquals(1024, stored("a".repeat(752)).length());
    assertTooLong("a".repeat(753));
    assertEquals(1007, stored("a/".repeat(41) + "a").length());
    assertTooLong("a/".repeat(42) + "a");
    assertTooLong("/".repeat(1024));
    assertEquals(1024, stored("d/" + "a".repeat(734)).length());
    assertTooLong("d/" + "a".repeat(735));
  }

  @Test
  void doesNotDecryptWhatItDidNotMake() throws VaultException {
    String leaf = stored("a");
    String directory = stored("a/b").split("/", -1)[0];
    char last = leaf.charAt(leaf.length() - 1);
    for (String foreign :
        new String[] {
          "",
          "/",
          "hello",
          ".cq/upload",
          leaf + "/",
          leaf + "=",
          leaf + "A",
          leaf.substring(1),
          leaf.substring(0, leaf.length() - 1) + (char) (last + 1),
          directory,
          directory + "/" + leaf,
          leaf + "/" + stored("a/b").split("/", -1)[1],
          stored("b/b"),
        }) {
      Optional<ObjectKey> key = keys.decrypt(foreign);
      assertEquals(foreign.equals(stored("b/b")), key.isPresent(), foreign);
    }
  }

  @Test
  void refusesEveryFlippedCharacter() throws VaultException {
    String good = stored("dir/file");
    for (int i = 0; i < good.length(); i++) {
      for (char c = '!'; c < 0x7f; c++) {
        String bad = good.substring(0, i) + c + good.substring(i + 1);
        assertEquals(bad.equals(good), keys.decrypt(bad).isPresent(), bad);
      }
    }
  }

  @Test
  void derivesContentKeysAlongThePath() {
    DerivedKey expected =
        FixedKeyset.create()
            .bucketContent(1, "bucket")
            .orElseThrow()
            .derive(KeyType.DIRECTORY, new byte[] {'a'})
            .derive(KeyType.DIRECTORY, NOTHING)
            .derive(KeyType.OBJECT, new byte[] {'b'});
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(bytes(expected), bytes(content(1, "a//b")));
    }
    assertFalse(Arrays.equals(bytes(expected), bytes(content(2, "a//b"))));
    assertFalse(Arrays.equals(bytes(content(1, "a")), bytes(content(1, "a/"))));
    assertEquals(Optional.empty(), keys.objectKey(3, new ObjectKey("a")));
    assertEquals(Optional.empty(), keys.objectKey(3, new ObjectKey("a/b")));
  }

  private DerivedKey content(int epoch, String key) {
    return keys.objectKey(epoch, new ObjectKey(key)).orElseThrow();
  }

  private static byte[] bytes(DerivedKey key) {
    return key.bytes(KeyType.WRAP, NOTHING, 64);
  }

  private String stored(String key) throws VaultException {
    return keys.storedName(new ObjectKey(key)).value();
  }

  private void assertTooLong(String key) {
    VaultException e =
        assertThrows(VaultException.class, () -> keys.storedName(new ObjectKey(key)));
    assertEquals(VaultFault.KEY_TOO_LONG, e.fault());
  }
}
