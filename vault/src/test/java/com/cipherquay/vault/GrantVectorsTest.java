package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantException;
import com.cipherquay.keyset.FixedKeyset;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors for access grants. */
final class GrantVectorsTest {

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Vector.read("grants.txt").stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  private static String outcome(Vector vector) {
    try {
      Grant grant = Grant.parse(vector.text("token"));
      assertEquals(vector.text("token"), grant.token());
      String secret = GrantCredential.of(FixedKeyset.create(), grant).secretAccessKey();
      return "ok " + grant.accessKeyId() + " " + secret + " " + grant.id();
    } catch (GrantException e) {
      return "fail not-a-grant";
    }
  }
}
