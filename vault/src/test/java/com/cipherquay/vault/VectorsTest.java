package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.StoredName;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The vectors for keys, names, sizes and tokens: what must happen does, and nothing else. */
final class VectorsTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final DirectoryKeys DIRECTORIES = DirectoryKeys.of(FixedKeyset.create());

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Stream.of("derivation.txt", "names.txt", "sizes.txt", "tokens.txt")
        .flatMap(file -> Vector.read(file).stream())
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  @Test
  void atLeastHalfOfEveryFileMustFail() {
    for (String file : Vector.files()) {
      List<Vector> vectors = Vector.read(file);
      long failing = vectors.stream().filter(Vector::mustFail).count();
      assertTrue(failing > 0 && 2 * failing >= vectors.size(), file);
    }
  }

  private static String outcome(Vector vector) throws Exception {
    return switch (vector.text("op")) {
      case "derive" -> derive(vector);
      case "verify" -> verify(vector);
      case "roots" -> roots(vector);
      case "encrypt" -> encrypt(vector);
      case "decrypt" ->
          paths(vector)
              .decrypt(vector.text("stored"))
              .map(key -> "ok " + HEX.formatHex(key.value().getBytes(UTF_8)))
              .orElse("fail not-ours");
      case "target" -> target(vector);
      case "inverse" -> inverse(vector);
      case "split" -> split(vector);
      case "seal" ->
          "ok " + token(vector).seal(vector.text("position"), list(vector), order(vector));
      case "open" -> open(vector);
      default -> throw new IllegalStateException(vector + " has an unknown op");
    };
  }

  private static String derive(Vector vector) {
    DerivedKey key;
    try {
      key = DerivedKey.of(vector.hex("key"));
    } catch (IllegalArgumentException e) {
      return "fail weak-key";
    }
    int length = Math.toIntExact(vector.number("length"));
    return "ok " + HEX.formatHex(key.bytes(type(vector), vector.hex("input"), length));
  }

  private static String verify(Vector vector) {
    byte[] output =
        DerivedKey.of(vector.hex("key"))
            .bytes(type(vector), vector.hex("input"), DerivedKey.LENGTH);
    return Arrays.equals(output, vector.hex("output")) ? "ok" : "fail mismatch";
  }

  /** The types in the order of their codes, from 1 on. */
  private static KeyType type(Vector vector) {
    return List.of(KeyType.values()).get(Integer.parseInt(vector.text("type"), 16) - 1);
  }

  private static String roots(Vector vector) {
    Map<Integer, byte[]> content = new HashMap<>();
    for (String root : vector.text("content").split(" ", -1)) {
      content.put(content.size() + 1, HEX.parseHex(root));
    }
    try {
      Keyset.ofRoots(vector.hex("id"), vector.hex("names"), content, vector.hex("grants"));
      return "ok";
    } catch (GeneralSecurityException e) {
      return "fail weak-key";
    }
  }

  private static PathKeys paths(Vector vector) {
    return PathKeys.of(DIRECTORIES, vector.text("bucket"));
  }

  private static String encrypt(Vector vector) {
    ObjectKey key = new ObjectKey(new String(vector.hex("key"), UTF_8));
    try {
      StoredName name = paths(vector).storedName(key);
      return "ok " + name;
    } catch (VaultException e) {
      assertEquals(VaultFault.KEY_TOO_LONG, e.fault());
      return "fail key-too-long";
    }
  }

  private static String target(Vector vector) {
    try {
      return "ok " + ObjectSize.target(vector.number("plaintext"));
    } catch (IllegalArgumentException e) {
      return "fail length";
    }
  }

  private static String inverse(Vector vector) {
    OptionalLong plaintext = ObjectSize.plaintext(vector.number("stored"));
    return plaintext.isPresent() ? "ok " + plaintext.getAsLong() : "fail not-an-object";
  }

  private static String split(Vector vector) {
    List<Long> lengths = lengths(vector.text("parts"));
    Octets sum = Octets.of(new byte[32]);
    ManifestChecksum checksum = new ManifestChecksum(ChecksumAlgorithm.SHA256, false, sum);
    List<ManifestPart> parts =
        Stream.iterate(0, i -> i < lengths.size(), i -> i + 1)
            .map(i -> new ManifestPart(Math.min(i + 1, 10_000), lengths.get(i), sum, sum))
            .toList();
    long length = lengths.stream().mapToLong(Long::longValue).sum();
    Manifest manifest;
    try {
      manifest = new Manifest(length, Optional.of(checksum), parts);
    } catch (IllegalArgumentException e) {
      return "fail parts";
    }
    long bodies = lengths.stream().mapToLong(ObjectSize::part).sum();
    long trailer = 0L + manifest.encode().length + Siv.OVERHEAD + Trailer.FOOTER;
    return "ok " + (ObjectSize.target(length) - bodies - trailer);
  }

  private static List<Long> lengths(String text) {
    String[] repeated = text.split(" x ", -1);
    return repeated.length == 2
        ? Stream.generate(() -> Long.valueOf(repeated[1]))
            .limit(Long.parseLong(repeated[0]))
            .toList()
        : Stream.of(text.split(" ", -1)).map(Long::valueOf).toList();
  }

  private static ListToken token(Vector vector) {
    return new ListToken(paths(vector).listTokens());
  }

  private static ListRequest list(Vector vector) {
    return new ListRequest(
        vector.text("prefix"),
        vector.text("delimiter"),
        ListPosition.BEGINNING,
        1000,
        ListOrder.STORED);
  }

  private static ListOrder order(Vector vector) {
    return vector.text("order").equals("stored") ? ListOrder.STORED : ListOrder.SORTED;
  }

  private static String open(Vector vector) {
    try {
      return "ok " + token(vector).open(vector.text("token"), list(vector), order(vector));
    } catch (VaultException e) {
      assertEquals(VaultFault.INVALID_TOKEN, e.fault());
      return "fail invalid-token";
    }
  }
}
