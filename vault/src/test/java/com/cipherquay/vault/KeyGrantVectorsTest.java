package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.grant.GrantException;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.KeyGrantBytes;
import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors for key grants. */
final class KeyGrantVectorsTest {

  private static final Keyset VAULT = FixedKeyset.create();
  private static final String ID = "a0".repeat(16);

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Vector.read("keygrants.txt").stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  private static String outcome(Vector vector) throws IOException {
    try {
      return "ok " + result(vector);
    } catch (GrantException e) {
      return "fail not-a-key-grant";
    }
  }

  private static String result(Vector vector) throws IOException {
    if (vector.text("op").equals("ids")) {
      return KeyGrantBytes.ids(VAULT);
    }
    byte[] bytes =
        switch (vector.text("op")) {
          case "encode" ->
              KeyGrantBytes.encode(
                  VAULT, ID, vector.hex("terms"), epochs(vector), KeyGrantVectorsTest::stored);
          case "decode" -> KeyGrantBytes.decode(vector.hex("grant"));
          default ->
              KeyGrantBytes.open(vector.hex("file"), vector.text("passphrase").getBytes(UTF_8));
        };
    return HexFormat.of().formatHex(bytes);
  }

  private static Set<Integer> epochs(Vector vector) {
    return Arrays.stream(vector.text("epochs").split(","))
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  private static String stored(GrantScope scope) throws IOException {
    PathKeys keys = VaultFixture.paths(scope.bucket());
    return scope.kind() == GrantScope.Kind.OBJECT
        ? keys.storedName(new ObjectKey(scope.path())).value()
        : keys.directory(scope.path()).stored();
  }
}
