package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.StoredTags;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors for tags. */
final class TagVectorsTest {

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Vector.read("tags.txt").stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  private static String outcome(Vector vector) {
    PathKeys keys = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), vector.text("bucket"));
    TagCipher cipher = TagCipher.of(keys);
    return vector.text("op").equals("seal") ? seal(cipher, vector) : open(cipher, vector);
  }

  private static String seal(TagCipher cipher, Vector vector) {
    ObjectTags tags = ObjectTags.of(Map.of(text(vector, "key"), text(vector, "value")));
    try {
      Map.Entry<String, String> stored = cipher.seal(tags).byKey().entrySet().iterator().next();
      return "ok " + stored.getKey() + " " + stored.getValue();
    } catch (VaultException e) {
      assertEquals(VaultFault.TAG_TOO_LONG, e.fault());
      return "fail tag-too-long";
    }
  }

  private static String text(Vector vector, String field) {
    return new String(vector.hex(field), UTF_8);
  }

  private static String open(TagCipher cipher, Vector vector) {
    StoredTags stored =
        new StoredTags(Map.of(vector.text("stored-key"), vector.text("stored-value")));
    Map<String, String> opened = cipher.open(stored).byKey();
    return opened.entrySet().stream()
        .map(tag -> ("ok " + hex(tag.getKey()) + " " + hex(tag.getValue())).strip())
        .findFirst()
        .orElse("fail not-ours");
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
