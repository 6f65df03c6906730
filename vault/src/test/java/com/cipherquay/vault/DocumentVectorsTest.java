package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.FixedKeyset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors for the documents of buckets. */
final class DocumentVectorsTest {

  private static final HexFormat HEX = HexFormat.of();

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Vector.read("documents.txt").stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(),
                    () -> assertEquals(vector.expected(), outcome(vector).strip())));
  }

  private static String outcome(Vector vector) {
    PathKeys keys = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), vector.text("bucket"));
    DocumentKind kind = DocumentKind.valueOf(vector.text("kind").toUpperCase(Locale.ROOT));
    DocumentSeal seal = DocumentSeal.of(keys, kind);
    return switch (vector.text("op")) {
      case "seal" -> "ok " + HEX.formatHex(seal.seal(vector.hex("contents")));
      case "open" ->
          seal.open(vector.hex("stored"))
              .map(contents -> "ok " + HEX.formatHex(contents))
              .orElse("fail corrupt");
      default -> throw new IllegalStateException(vector + " has an unknown op");
    };
  }
}
