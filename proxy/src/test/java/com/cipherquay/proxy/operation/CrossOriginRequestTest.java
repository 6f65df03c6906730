package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.s3.xml.CorsDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests a rule allows, and what the browser is told then. */
final class CrossOriginRequestTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example, true",
    "https://a.example, https://A.example, false",
    "https://a.example, http://a.example, false",
    "https://a.example, https://a.example:443, false",
    "https://a.example, https://a.example/, false",
    "https://*.example, https://a.example, true",
    "https://*.example, https://a.b.example, true",
    "https://*.example, https://example, false",
    "https://*.example, https://a.example.evil, false",
    "https://*.example, xhttps://a.example, false",
    "start*end, startend, true",
    "start*end, start12end, true",
    "start*end, 0start1end, false",
    "aba*aba, aba, false",
    "aba*aba, ababa, false",
    "aba*aba, abaaba, true",
    "*.suffix, foo.suffix.get, false",
    "prefix*, prefix, true",
    "*, null, true",
    "null, null, true",
    "a.c, abc, false"
  })
  void aPatternIsAnchoredAtBothEnds(String pattern, String origin, boolean matches) {
    assertEquals(matches, CrossOriginRequest.matches(pattern, origin));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab.*").ofMaxLength(8);
  }

  /** An independent statement of the same. */
  @Property
  void aPatternMatchesWhatItsExpressionMatches(
      @ForAll("texts") String start, @ForAll("texts") String end, @ForAll("texts") String text) {
    String first = start.replace("*", "");
    String last = end.replace("*", "");
    String expression = Pattern.quote(first) + ".*" + Pattern.quote(last);
    assertEquals(text.matches(expression), CrossOriginRequest.matches(first + "*" + last, text));
    assertTrue(CrossOriginRequest.matches(first + "*" + last, first + text + last));
    assertEquals(first.equals(text), CrossOriginRequest.matches(first, text));
  }

  private static CorsDocument.Rule rule(String origin, String method, List<String> headers) {
    return new CorsDocument.Rule(
        Optional.empty(),
        List.of(origin),
        List.of(method),
        headers,
        List.of(),
        OptionalInt.empty());
  }

  private static boolean allowed(CorsDocument.Rule rule, String... headers) {
    return new CrossOriginRequest("https://a", "GET", List.of(headers))
        .find(new CorsDocument(List.of(rule)))
        .isPresent();
  }

  @Test
  void everyHeaderMustBeAllowed() {
    assertTrue(allowed(rule("*", "GET", List.of())));
    assertFalse(allowed(rule("*", "GET", List.of()), "x-a"));
    CorsDocument.Rule some = rule("*", "GET", List.of("X-Amz-*", "content-type"));
    assertTrue(allowed(some, "x-amz-acl", "content-type"));
    assertTrue(allowed(some, "x-amz-"));
    assertFalse(allowed(some, "x-amz-acl", "authorization"));
    assertFalse(allowed(some, "x-amz"));
    assertTrue(allowed(rule("*", "GET", List.of("*")), "anything", "at-all"));
    assertFalse(allowed(rule("*", "GET", List.of("*")), "no header"));
    assertFalse(allowed(rule("*", "PUT", List.of("*"))));
    assertFalse(allowed(rule("https://b", "GET", List.of("*"))));
  }

  @Test
  void theFirstRuleThatAllowsItCounts() {
    CorsDocument.Rule other = rule("https://b", "GET", List.of());
    CorsDocument.Rule narrow = rule("https://a", "GET", List.of());
    CorsDocument.Rule wide = rule("*", "GET", List.of("*"));
    CorsDocument rules = new CorsDocument(List.of(other, narrow, wide));
    CrossOriginRequest plain = new CrossOriginRequest("https://a", "GET", List.of());
    assertEquals(Optional.of(narrow), plain.find(rules));
    CrossOriginRequest typed = new CrossOriginRequest("https://a", "GET", List.of("x-a"));
    assertEquals(Optional.of(wide), typed.find(rules));
  }

  @Test
  void theAnswerNamesTheOriginUnlessAnybodyMay() {
    CrossOriginRequest request = new CrossOriginRequest("https://a", "GET", List.of());
    List<Map.Entry<String, String>> named = request.answer(rule("https://*", "GET", List.of()));
    assertTrue(named.contains(Map.entry("access-control-allow-origin", "https://a")));
    assertTrue(named.contains(Map.entry("access-control-allow-credentials", "true")));
    List<Map.Entry<String, String>> any = request.answer(rule("*", "GET", List.of()));
    assertTrue(any.contains(Map.entry("access-control-allow-origin", "*")));
    assertFalse(any.contains(Map.entry("access-control-allow-credentials", "true")));
  }
}
