package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Every key is its own object and comes back as it was given. */
@ForEverySubject
final class KeyNameTest {

  private final Subject subject;
  private final String bucket;

  KeyNameTest(Subject subject) {
    this.subject = subject;
    this.bucket = subject.freshBucket();
  }

  @Test
  void all_keys_are_distinct_objects() {
    List<String> keys = OddKeys.all();
    for (String key : keys) {
      assertEquals(200, put(key, "body of " + key).status(), () -> shown(key));
    }
    for (String key : keys) {
      RawResponse got = subject.raw().call("GET", RawS3.path(bucket, key));
      assertEquals("body of " + key, got.text(), () -> shown(key));
      assertFalse(got.header("x-injected").isPresent());
    }

    assertEquals(new TreeSet<>(keys), new TreeSet<>(listed()));

    for (String key : keys) {
      assertEquals(204, subject.raw().call("DELETE", RawS3.path(bucket, key)).status());
    }
    assertEquals(List.of(), listed());
  }

  static List<String> plainKeys() {
    return OddKeys.plain();
  }

  @ParameterizedTest
  @MethodSource("plainKeys")
  void an_sdk_reads_a_key_that_was_written_raw_and_the_other_way_round(String key) {
    put(key, "raw");
    assertEquals(
        "raw", subject.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String());

    subject.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("sdk"));
    assertEquals("sdk", subject.raw().call("GET", RawS3.path(bucket, key)).text());
  }

  @ParameterizedTest
  @MethodSource("plainKeys")
  void a_listing_without_encoding_names_the_key_exactly(String key) {
    put(key, "x");

    RawResponse answer = subject.raw().call("GET", "/" + bucket + "?list-type=2");

    assertEquals(List.of(key), Xml.texts(answer.body(), "Key"));
  }

  /** FORMAT.md: a component of n bytes becomes ceil((n + 16) * 4 / 3) characters. */
  @ParameterizedTest
  @ValueSource(ints = {1, 750, 751, 752})
  void one_component_may_have_752_bytes(int length) {
    String key = "k".repeat(length);

    assertEquals(200, put(key, "x").status());
    assertEquals("x", subject.raw().call("GET", RawS3.path(bucket, key)).text());
    assertEquals(List.of(key), listed());
  }

  @ParameterizedTest
  @ValueSource(ints = {753, 800, 1023, 1024})
  void a_longer_component_is_refused(int length) {
    assertEquals("400 KeyTooLongError", put("k".repeat(length), "x").outcome());
    assertEquals(List.of(), listed());
  }

  @Test
  void forty_two_levels_of_one_character_are_the_deepest() {
    String deepest = "a/".repeat(41) + "a";

    assertEquals(200, put(deepest, "x").status());
    assertEquals("400 KeyTooLongError", put(deepest + "/a", "x").outcome());
    assertEquals(List.of(deepest), listed());
  }

  @Test
  void a_key_past_1024_bytes_is_refused_before_any_body_is_sent() {
    RawRequest put = RawRequest.of("PUT", RawS3.path(bucket, "k".repeat(1025)));

    assertEquals("400 KeyTooLongError", subject.raw().call(put, new byte[100]).outcome());
  }

  @Test
  void a_key_that_is_not_utf_8_is_refused() {
    RawResponse answer = subject.raw().call("PUT", "/" + bucket + "/a%FF%FE");

    assertTrue(answer.status() == 400, answer::text);
    assertEquals(List.of(), listed());
  }

  @Test
  void an_unpaired_surrogate_is_refused() {
    RawResponse answer = subject.raw().call("PUT", "/" + bucket + "/a%ED%A0%80");

    assertEquals(400, answer.status(), answer::text);
  }

  @Test
  void a_long_key_of_multibyte_characters_counts_bytes() {
    String fits = "é".repeat(376);

    assertEquals(752, fits.getBytes(UTF_8).length);
    assertEquals(200, put(fits, "x").status());
    assertEquals("400 KeyTooLongError", put(fits + "é", "x").outcome());
  }

  @Test
  void a_key_is_found_by_its_exact_case_only() {
    put("Key", "x");

    assertEquals(404, subject.raw().call("HEAD", RawS3.path(bucket, "key")).status());
    assertEquals(
        Optional.of("1"),
        subject.raw().call("HEAD", RawS3.path(bucket, "Key")).header("content-length"));
  }

  private RawResponse put(String key, String body) {
    return subject.raw().call(RawRequest.of("PUT", RawS3.path(bucket, key)), body.getBytes(UTF_8));
  }

  private List<String> listed() {
    return subject
        .s3()
        .listObjectsV2Paginator(r -> r.bucket(bucket).encodingType("url"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private static String shown(String key) {
    return RawS3.encode(key, true);
  }
}
