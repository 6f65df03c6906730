package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.FixedKeyset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors for the records of objects that end by themselves. */
final class ExpiryVectorsTest {

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Vector.read("expiry.txt").stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  private static String outcome(Vector vector) {
    Siv cipher =
        PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), vector.text("bucket")).expiries();
    if (vector.text("op").equals("folder")) {
      return ExpiryRecord.hourOf(cipher, vector.text("folder"))
          .map(hour -> "ok " + hour)
          .orElse("fail not-ours");
    }
    HexFormat hex = HexFormat.of();
    return ExpiryRecord.open(cipher, vector.number("hour"), vector.hex("record"))
        .map(
            it ->
                String.join(
                    " ",
                    "ok",
                    Long.toString(it.at().toEpochMilli()),
                    hex.formatHex(it.writeId().bytes()),
                    hex.formatHex(it.key().value().getBytes(UTF_8))))
        .orElse("fail not-ours");
  }
}
