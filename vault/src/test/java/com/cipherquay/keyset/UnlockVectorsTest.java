package com.cipherquay.keyset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.vault.Vector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors for the ways in which a vault file is unlocked. */
final class UnlockVectorsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Vector.read("unlock.txt").stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  private static String outcome(Vector vector) throws IOException {
    ObjectNode section = (ObjectNode) JSON.readTree(vector.text("section"));
    UnlockMethod method;
    try {
      byte[] secret = vector.hex("secret");
      method =
          section.get("method").textValue().equals(Passphrase.METHOD)
              ? Passphrase.of(secret)
              : RecoveryKey.parse(secret);
    } catch (VaultFileException e) {
      return "fail not-one";
    }
    try {
      byte[] vaultId = FixedKeyset.create().vaultId();
      return "ok " + HexFormat.of().formatHex(UnlockSection.unwrap(section, method, vaultId));
    } catch (VaultFileException e) {
      return "fail wrong";
    } catch (GeneralSecurityException e) {
      return "fail damaged";
    }
  }
}
