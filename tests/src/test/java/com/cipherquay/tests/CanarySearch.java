package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for a secret text in what a store holds, in every form in which it could have been written
 * down: raw, percent-encoded, hex in either case, base64 and base64url at each of the three
 * alignments.
 */
public final class CanarySearch {

  private final Map<String, String> forms = new LinkedHashMap<>();

  public CanarySearch(String canary) {
    byte[] bytes = canary.getBytes(UTF_8);
    String hex = HexFormat.of().formatHex(bytes);
    forms.put("raw", new String(bytes, ISO_8859_1));
    forms.put("URL", RawS3.encode(canary, false));
    forms.put("URL, every byte", HexFormat.of().withPrefix("%").withUpperCase().formatHex(bytes));
    forms.put("hex", hex);
    forms.put("HEX", hex.toUpperCase(Locale.ROOT));
    for (int alignment = 0; alignment < 3; alignment++) {
      forms.put("base64+" + alignment, aligned(Base64.getEncoder(), bytes, alignment));
      forms.put("base64url+" + alignment, aligned(Base64.getUrlEncoder(), bytes, alignment));
    }
  }

  /**
   * The characters that the canary decides alone when it begins so many bytes after a border of
   * three.
   */
  private static String aligned(Base64.Encoder encoder, byte[] bytes, int alignment) {
    byte[] shifted = new byte[alignment + bytes.length];
    System.arraycopy(bytes, 0, shifted, alignment, bytes.length);
    String encoded = encoder.withoutPadding().encodeToString(shifted);
    int end = shifted.length / 3 * 4;
    return encoded.substring(alignment == 0 ? 0 : 4, end);
  }

  /** The names of the forms in which the canary stands in the bytes. */
  public Set<String> foundIn(byte[] haystack) {
    String text = new String(haystack, ISO_8859_1);
    Set<String> found = new TreeSet<>();
    forms.forEach(
        (name, form) -> {
          if (text.contains(form)) {
            found.add(name);
          }
        });
    return found;
  }

  /** The forms themselves, by name. */
  public Map<String, String> forms() {
    return forms;
  }
}
