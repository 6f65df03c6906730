package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Listings for a client that merges them are in the order of S3, over every store. */
@ForEverySubject
final class SortedListTest {

  private static final Comparator<String> BYTES =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  private final Subject subject;
  private final String bucket;

  SortedListTest(Subject subject) {
    this.subject = subject;
    this.bucket = subject.freshBucket();
  }

  private void put(String key) {
    subject.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(key));
  }

  /** All keys, page by page, as version 1 of the AWS CLI asks for them. */
  private List<String> list(String query, int size) {
    List<String> keys = new ArrayList<>();
    String token = "";
    do {
      String next = token.isEmpty() ? "" : "&continuation-token=" + token;
      String target =
          "/%s?list-type=2&encoding-type=url&max-keys=%d%s%s".formatted(bucket, size, query, next);
      RawResponse page =
          subject
              .raw()
              .call(RawRequest.of("GET", target).with("user-agent", "aws-cli/1.46.2 Python/3"));
      assertEquals("200 ", page.outcome());
      for (String key : Xml.texts(page.body(), "Key")) {
        keys.add(URLDecoder.decode(key, StandardCharsets.UTF_8));
      }
      List<String> tokens = Xml.texts(page.body(), "NextContinuationToken");
      token = tokens.isEmpty() ? "" : tokens.get(0);
      assertTrue(keys.size() <= 5000);
    } while (!token.isEmpty());
    return keys;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void odd_keys_are_in_the_order_of_their_bytes(int size) {
    List<String> keys = OddKeys.all();
    keys.forEach(this::put);
    assertEquals(keys.stream().sorted(BYTES).toList(), list("", size));
  }

  /** More than a page of the store, in one directory and below it. */
  @Test
  void large_directories_are_in_the_order_of_their_bytes() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 1010; i++) {
      keys.add("d/" + i * 7919 % 100_003);
      if (i % 10 == 0) {
        keys.add("d/" + i + "/x");
        keys.add("d/" + i + "-");
      }
    }
    keys.forEach(this::put);
    List<String> sorted = keys.stream().sorted(BYTES).toList();
    assertEquals(sorted, list("", 1000));
    assertEquals(sorted, list("&prefix=d%2F", 99));
    String prefix = "d/1";
    assertEquals(
        sorted.stream().filter(key -> key.startsWith(prefix)).toList(), list("&prefix=d%2F1", 50));
  }

  @Test
  void what_was_written_shows_at_once() {
    for (String key : List.of("a", "a/b", "c")) {
      put(key);
    }
    assertEquals(List.of("a", "a/b", "c"), list("", 1000));
    put("a/a");
    subject.s3().deleteObject(r -> r.bucket(bucket).key("c"));
    assertEquals(List.of("a", "a/a", "a/b"), list("", 1000));
    subject.s3().deleteObject(r -> r.bucket(bucket).key("a/a"));
    subject.s3().deleteObject(r -> r.bucket(bucket).key("a/b"));
    assertEquals(List.of("a"), list("", 1000));
  }
}
