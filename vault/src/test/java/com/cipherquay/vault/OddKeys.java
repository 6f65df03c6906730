package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Object keys as odd as S3 allows: empty components, dots, names that are objects and directories,
 * characters that sort before a slash or beyond the basic plane; and what to list them by.
 */
final class OddKeys {

  private OddKeys() {}

  static Arbitrary<String> keys() {
    Arbitrary<String> component =
        Arbitraries.frequencyOf(
            Tuple.of(
                8,
                Arbitraries.of(
                    "", "a", "ab", "b", "a-b", "a!", "a.", "a0", "-", ".", "..", "é", "%2F")),
            Tuple.of(1, Arbitraries.of("\0", "𝄞", "\uffee", "\r\n", "~", "aa".repeat(90))),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(3)));
    return component
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(components -> String.join("/", components))
        .filter(OddKeys::isKey);
  }

  private static boolean isKey(String key) {
    return !key.isEmpty()
        && UTF_8.newEncoder().canEncode(key)
        && PathKeys.storedLength(key) <= 1024;
  }

  static Arbitrary<String> prefixes() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "/", "//", "a", "a/", "a//", "a/b", "a-", ".", "é", "𝄞", "zz", "a/a/"),
        keys());
  }

  static Arbitrary<String> delimiters() {
    return Arbitraries.of("", "/", "", "/", "-", "ab", "a/b", "//", "\0", "𝄞");
  }
}
