package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search bites: each way to leak a canary is found, and nothing else is. */
final class CanarySearchTest {

  private static final String CANARY = "canary/é 7f3a9c/Zz";

  private final CanarySearch search = new CanarySearch(CANARY);

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "xy", "xyz", "four"})
  void base64_is_found_wherever_it_begins(String before) {
    byte[] leak = (before + CANARY + "behind").getBytes(UTF_8);

    assertTrue(!search.foundIn(Base64.getEncoder().encode(leak)).isEmpty());
    assertTrue(!search.foundIn(Base64.getUrlEncoder().encode(leak)).isEmpty());
  }

  @Test
  void every_form_is_found() {
    search
        .forms()
        .forEach(
            (name, form) -> {
              byte[] haystack = ("before" + form + "behind").getBytes(ISO_8859_1);
              assertTrue(search.foundIn(haystack).contains(name), name);
            });
  }

  @Test
  void the_usual_leaks_are_found() {
    assertTrue(search.foundIn(CANARY.getBytes(UTF_8)).contains("raw"));
    assertTrue(search.foundIn("canary%2F%C3%A9%207f3a9c%2FZz".getBytes(UTF_8)).contains("URL"));
  }

  @Test
  void nothing_is_found_where_nothing_is() {
    assertEquals(Set.of(), search.foundIn(Bodies.of(1 << 20)));
    assertEquals(Set.of(), search.foundIn("canary/é 7f3a9d/Zz".getBytes(UTF_8)));
  }
}
