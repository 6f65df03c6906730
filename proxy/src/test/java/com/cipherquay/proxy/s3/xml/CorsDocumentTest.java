package com.cipherquay.proxy.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for cross-origin requests as documents. */
final class CorsDocumentTest {

  private static final String ORIGIN = "<AllowedOrigin>*</AllowedOrigin>";
  private static final String MINIMAL = ORIGIN + "<AllowedMethod>GET</AllowedMethod>";

  private static CorsDocument parse(String rules) {
    return CorsDocument.parse(
        ("<CORSConfiguration>" + rules + "</CORSConfiguration>").getBytes(UTF_8));
  }

  private static String rule(String inner) {
    return "<CORSRule>" + inner + "</CORSRule>";
  }

  private static S3Exception refused(String rules) {
    return assertThrows(S3Exception.class, () -> parse(rules), rules);
  }

  @Provide
  Arbitrary<CorsDocument> documents() {
    Arbitrary<String> text = Arbitraries.strings().withChars("aé<&\" \n").ofMaxLength(5);
    Arbitrary<String> pattern = Combinators.combine(text, text).as((a, b) -> a + "*" + b);
    Arbitrary<List<String>> texts = Arbitraries.oneOf(text, pattern).list().ofMaxSize(3);
    Arbitrary<List<String>> some =
        Arbitraries.oneOf(text, pattern).list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<List<String>> methods =
        Arbitraries.of("GET", "PUT", "POST", "DELETE", "HEAD").list().ofMinSize(1).ofMaxSize(5);
    Arbitrary<List<String>> names = Arbitraries.of("ETag", "x-amz-id-2").list().ofMaxSize(2);
    Arbitrary<OptionalInt> age =
        Arbitraries.integers()
            .greaterOrEqual(0)
            .optional()
            .map(it -> it.map(OptionalInt::of).orElse(OptionalInt.empty()));
    return Combinators.combine(text.optional(), some, methods, texts, names, age)
        .as(CorsDocument.Rule::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(CorsDocument::new);
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadTheSame(@ForAll("documents") CorsDocument document) {
    assertEquals(document, CorsDocument.parse(document.toXml().array()));
  }

  @Test
  void aRuleIsRead() {
    CorsDocument.Rule rule =
        parse(
                rule(
                    "<ID>one</ID>\n<AllowedOrigin>https://a</AllowedOrigin>"
                        + "<AllowedOrigin>http://*.b</AllowedOrigin>"
                        + "<AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>"
                        + "<AllowedHeader>x-AMZ-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
                        + "<MaxAgeSeconds> 3000 </MaxAgeSeconds>"))
            .rules()
            .get(0);
    assertEquals(
        new CorsDocument.Rule(
            Optional.of("one"),
            List.of("https://a", "http://*.b"),
            List.of("PUT", "GET"),
            List.of("x-AMZ-*"),
            List.of("ETag"),
            OptionalInt.of(3000)),
        rule);
  }

  @Test
  void aHundredRulesAreEnough() {
    assertEquals(100, parse(rule(MINIMAL).repeat(100)).rules().size());
    assertEquals(S3ErrorCode.MALFORMED_XML, refused(rule(MINIMAL).repeat(101)).code());
    assertEquals(S3ErrorCode.MALFORMED_XML, refused("").code());
  }

  @Test
  void anIdHas255Characters() {
    String longest = "i".repeat(255);
    assertEquals(
        Optional.of(longest),
        parse(rule(MINIMAL + "<ID>" + longest + "</ID>")).rules().get(0).id());
    S3Exception refused = refused(rule(MINIMAL + "<ID>i" + longest + "</ID>"));
    assertEquals(S3ErrorCode.MALFORMED_XML, refused.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ORIGIN,
        "<AllowedMethod>GET</AllowedMethod>",
        MINIMAL + "<Other/>",
        MINIMAL + "<AllowedHeader><a/></AllowedHeader>",
        MINIMAL + "<ID>a</ID><ID>b</ID>",
        MINIMAL + "<MaxAgeSeconds>1</MaxAgeSeconds><MaxAgeSeconds>1</MaxAgeSeconds>",
        MINIMAL + "<MaxAgeSeconds/>",
        MINIMAL + "<MaxAgeSeconds>-1</MaxAgeSeconds>",
        MINIMAL + "<MaxAgeSeconds>2147483648</MaxAgeSeconds>",
        MINIMAL + "<MaxAgeSeconds>99999999999</MaxAgeSeconds>",
        MINIMAL + "<MaxAgeSeconds>soon</MaxAgeSeconds>"
      })
  void whatIsNoRuleIsMalformed(String inner) {
    assertEquals(S3ErrorCode.MALFORMED_XML, refused(rule(inner)).code());
    assertEquals(S3ErrorCode.MALFORMED_XML, refused(rule(MINIMAL) + "<Other/>").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "PATCH", "get", " GET", "GET,PUT", "*", ""})
  void otherMethodsAreRefused(String method) {
    S3Exception refused = refused(rule(ORIGIN + "<AllowedMethod>" + method + "</AllowedMethod>"));
    assertEquals(S3ErrorCode.INVALID_REQUEST, refused.code());
    assertEquals(
        "Found unsupported HTTP method in CORS config. Unsupported method is " + method,
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AllowedOrigin|*a*|AllowedOrigin \"*a*\" can not have more than one wildcard.",
        "AllowedOrigin|**|AllowedOrigin \"**\" can not have more than one wildcard.",
        "AllowedHeader|x-*-*|AllowedHeader \"x-*-*\" can not have more than one wildcard.",
        "ExposeHeader|*|ExposeHeader \"*\" contains wildcard."
            + " We currently do not support wildcard for ExposeHeader.",
        "ExposeHeader|x-*|ExposeHeader \"x-*\" contains wildcard."
            + " We currently do not support wildcard for ExposeHeader.",
        "ExposeHeader|a: b|ExposeHeader \"a: b\" is no name of a header."
      })
  void wildcardsHaveTheirPlaces(String element, String value, String message) {
    String inner = MINIMAL + "<" + element + ">" + value + "</" + element + ">";
    S3Exception refused = refused(rule(inner));
    assertEquals(S3ErrorCode.INVALID_REQUEST, refused.code());
    assertEquals(message, refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"&#10;X-Evil: 1", "a&#13;&#10;b", "a b", ""})
  void noExposedHeaderEndsALine(String header) {
    S3Exception refused = refused(rule(MINIMAL + "<ExposeHeader>" + header + "</ExposeHeader>"));
    assertEquals(S3ErrorCode.INVALID_REQUEST, refused.code());
  }
}
