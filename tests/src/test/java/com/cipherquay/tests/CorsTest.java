package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Requests of pages of other origins, as browsers send them: preflights bear no signature. Who may
 * do what follows the recordings of Ceph's s3-tests.
 */
@ForEverySubject
final class CorsTest {

  private static final String ALLOW = "access-control-allow-origin";
  private static final String METHODS = "access-control-allow-methods";

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  CorsTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  private static CORSRule rule(String method, String origin) {
    return CORSRule.builder().allowedMethods(method).allowedOrigins(origin).build();
  }

  private void put(CORSRule... rules) {
    s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(rules)));
  }

  /** Sends what a browser sends before a request. */
  private RawResponse preflight(String target, String... headers) {
    return unsigned("OPTIONS", target, headers);
  }

  private RawResponse unsigned(String method, String target, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("host: ").append(subject.endpoint().authority()).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] bytes = head.append("\r\n").toString().getBytes(ISO_8859_1);
    return subject.raw().exchange(RawRequest.of(method, target), bytes, new byte[0]);
  }

  private String error(Runnable call) {
    return assertThrows(S3Exception.class, call::run).awsErrorDetails().errorCode();
  }

  @Test
  void rules_are_kept_and_deleted() {
    CORSRule full =
        CORSRule.builder()
            .id("all of it")
            .allowedMethods("GET", "PUT", "POST", "DELETE", "HEAD")
            .allowedOrigins("https://a.example", "http://*.b.example:8080")
            .allowedHeaders("x-AMZ-*", "content-type")
            .exposeHeaders("ETag", "x-amz-request-id")
            .maxAgeSeconds(3000)
            .build();
    assertEquals("NoSuchCORSConfiguration", error(() -> s3.getBucketCors(r -> r.bucket(bucket))));
    put(full, rule("GET", "*"));

    List<CORSRule> kept = s3.getBucketCors(r -> r.bucket(bucket)).corsRules();

    assertEquals(2, kept.size());
    assertEquals(full, kept.get(0));
    s3.deleteBucketCors(r -> r.bucket(bucket));
    assertEquals("NoSuchCORSConfiguration", error(() -> s3.getBucketCors(r -> r.bucket(bucket))));
  }

  @Test
  void wrong_rules_are_refused() {
    put(rule("GET", "https://kept.example"));
    assertEquals("InvalidRequest", error(() -> put(rule("PATCH", "*"))));
    assertEquals("InvalidRequest", error(() -> put(rule("GET", "*a*"))));
    assertEquals("MalformedXML", error(this::put));
    assertEquals("MalformedXML", error(() -> put(many(101))));
    assertEquals(
        "https://kept.example",
        s3.getBucketCors(r -> r.bucket(bucket)).corsRules().get(0).allowedOrigins().get(0));
    put(many(100));
  }

  private static CORSRule[] many(int count) {
    CORSRule[] rules = new CORSRule[count];
    Arrays.fill(rules, rule("GET", "*"));
    return rules;
  }

  private void putPatterns() {
    put(
        rule("GET", "*suffix"),
        rule("GET", "start*end"),
        rule("GET", "prefix*"),
        rule("PUT", "*.put"));
  }

  @ParameterizedTest
  @CsvSource({
    "foo.suffix, GET, true",
    "foo.bar, GET, false",
    "foo.suffix.get, GET, false",
    "startend, GET, true",
    "start1end, GET, true",
    "start12end, GET, true",
    "0start12end, GET, false",
    "prefix, GET, true",
    "prefix.suffix, GET, true",
    "bla.prefix, GET, false",
    "foo.put, GET, false",
    "foo.put, PUT, true",
    "foo.suffix, PUT, false",
    "foo.put, DELETE, false"
  })
  void an_origin_matches_a_pattern(String origin, String method, boolean allowed) {
    putPatterns();
    RawResponse answer =
        preflight(
            "/" + bucket + "/k", "origin: " + origin, "access-control-request-method: " + method);

    assertEquals(allowed ? "200 " : "403 AccessForbidden", answer.outcome());
    assertEquals(allowed ? Optional.of(origin) : Optional.empty(), answer.header(ALLOW));
    assertEquals(allowed ? Optional.of(method) : Optional.empty(), answer.header(METHODS));
  }

  @Test
  void real_requests_are_answered_with_the_headers_and_errors_too() {
    putPatterns();
    RawRequest list = RawRequest.of("GET", "/" + bucket).with("origin", "foo.suffix");
    assertEquals(Optional.of("foo.suffix"), subject.raw().call(list).header(ALLOW));
    RawRequest absent = RawRequest.of("GET", "/" + bucket + "/absent").with("origin", "foo.suffix");
    RawResponse missing = subject.raw().call(absent);
    assertEquals("404 NoSuchKey", missing.outcome());
    assertEquals(Optional.of("foo.suffix"), missing.header(ALLOW));
    assertEquals(Optional.of("GET"), missing.header(METHODS));
    RawResponse foreign = subject.raw().call(absent.with("origin", "foo.bar"));
    assertEquals("404 NoSuchKey", foreign.outcome());
    assertEquals(Optional.empty(), foreign.header(ALLOW));
    RawResponse refused =
        unsigned("PUT", "/" + bucket + "/k", "origin: foo.put", "content-length: 0");
    assertEquals(403, refused.status());
    assertEquals(Optional.of("foo.put"), refused.header(ALLOW));
  }

  @Test
  void a_preflight_needs_an_origin_and_rules() {
    String target = "/" + bucket + "/k";
    assertEquals("400 BadRequest", preflight(target).outcome());
    String method = "access-control-request-method: PUT";
    RawResponse disabled = preflight(target, "origin: https://a", method);
    assertEquals("403 AccessForbidden", disabled.outcome());
    assertEquals(
        List.of("CORSResponse: CORS is not enabled for this bucket."),
        Xml.texts(disabled.body(), "Message"));
    put(rule("GET", "*"));
    assertEquals("400 BadRequest", preflight(target, "origin: https://a").outcome());
    RawResponse forbidden = preflight(target, "origin: https://a", method);
    assertEquals("403 AccessForbidden", forbidden.outcome());
    assertEquals(List.of("PUT"), Xml.texts(forbidden.body(), "Method"));
    assertEquals(List.of("OBJECT"), Xml.texts(forbidden.body(), "ResourceType"));
  }

  @Test
  void rules_that_are_gone_allow_nothing_any_more() {
    put(rule("GET", "*"));
    String target = "/" + bucket;
    String[] asked = {"origin: https://a", "access-control-request-method: GET"};
    assertEquals("200 ", preflight(target, asked).outcome());
    assertEquals(Optional.of("*"), preflight(target, asked).header(ALLOW));

    s3.deleteBucketCors(r -> r.bucket(bucket));

    assertEquals("403 AccessForbidden", preflight(target, asked).outcome());
  }
}
