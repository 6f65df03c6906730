package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings are complete and exact; their order is the store's, so sets are compared. */
@ForEverySubject
final class ListTest {

  private static final List<String> KEYS =
      List.of(
          "readme",
          "a",
          "a/1",
          "a/2",
          "a/b/3",
          "a/b/4",
          "a//5",
          "ab/6",
          "b/7",
          "b/c/d/8",
          "b-9",
          "photos/2024/x.jpg",
          "photos/2025/y.jpg",
          "photos/index",
          "z z/+&%",
          "z z/é");

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  ListTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "''|''",
        "''|/",
        "a|''",
        "a|/",
        "a/|''",
        "a/|/",
        "a/b|/",
        "a/b/|/",
        "a//|/",
        "ph|/",
        "photos/|/",
        "photos/20|/",
        "photos/20|''",
        "b|/",
        "b|-",
        "''|-",
        "''|o",
        "none|/",
        "''|a/",
        "z z/|/",
        "z|' '",
        "''|''",
        "/|/",
        "readme|/",
        "readme/|/"
      })
  void prefix_and_delimiter_give_what_s3_gives(String prefix, String delimiter) {
    putAll();
    Expected expected = Expected.of(KEYS, prefix, delimiter);
    for (int pageSize : List.of(1, 2, 3, 1000)) {
      assertEquals(expected, walkV2(prefix, delimiter, pageSize), "V2, pages of " + pageSize);
      assertEquals(expected, walkV1(prefix, delimiter, pageSize), "V1, pages of " + pageSize);
    }
  }

  /** What a bucket rolled up by hand gives. */
  record Expected(Set<String> keys, Set<String> prefixes) {
    static Expected of(List<String> keys, String prefix, String delimiter) {
      Set<String> plain = new TreeSet<>();
      Set<String> rolled = new TreeSet<>();
      for (String key : keys) {
        if (key.startsWith(prefix)) {
          int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
          (cut < 0 ? plain : rolled)
              .add(cut < 0 ? key : key.substring(0, cut + delimiter.length()));
        }
      }
      return new Expected(plain, rolled);
    }
  }

  private Expected walkV2(String prefix, String delimiter, int pageSize) {
    List<String> keys = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String token = "";
    do {
      String here = token;
      ListObjectsV2Response page =
          s3.listObjectsV2(
              r -> {
                r.bucket(bucket).prefix(prefix).maxKeys(pageSize);
                r.delimiter(delimiter.isEmpty() ? null : delimiter);
                r.continuationToken(here.isEmpty() ? null : here);
              });
      assertTrue(page.keyCount() <= pageSize);
      assertEquals(page.contents().size() + page.commonPrefixes().size(), page.keyCount());
      page.contents().forEach(o -> keys.add(o.key()));
      page.commonPrefixes().forEach(p -> prefixes.add(p.prefix()));
      token = page.isTruncated() ? page.nextContinuationToken() : "";
    } while (!token.isEmpty());
    return once(keys, prefixes);
  }

  private Expected walkV1(String prefix, String delimiter, int pageSize) {
    List<String> keys = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String marker = "";
    boolean more = true;
    while (more) {
      String here = marker;
      ListObjectsResponse page =
          s3.listObjects(
              r -> {
                r.bucket(bucket).prefix(prefix).maxKeys(pageSize);
                r.delimiter(delimiter.isEmpty() ? null : delimiter);
                r.marker(here.isEmpty() ? null : here);
              });
      page.contents().forEach(o -> keys.add(o.key()));
      page.commonPrefixes().forEach(p -> prefixes.add(p.prefix()));
      more = page.isTruncated();
      marker = next(page);
    }
    return once(keys, prefixes);
  }

  /** AWS: NextMarker comes only with a delimiter; without, the last key is the marker. */
  private static String next(ListObjectsResponse page) {
    List<S3Object> contents = page.contents();
    boolean given = page.nextMarker() != null && !page.nextMarker().isEmpty();
    String last = contents.isEmpty() ? "" : contents.get(contents.size() - 1).key();
    return given ? page.nextMarker() : last;
  }

  private static Expected once(List<String> keys, List<String> prefixes) {
    assertEquals(keys.size(), new HashSet<>(keys).size(), () -> "twice in " + keys);
    assertEquals(prefixes.size(), new HashSet<>(prefixes).size(), () -> "twice in " + prefixes);
    return new Expected(new TreeSet<>(keys), new TreeSet<>(prefixes));
  }

  @Test
  void sizes_are_exact_for_every_object() {
    for (int size : List.of(0, 1, 65_519, 65_520, 65_521, 131_040, 1_000_000, 5_242_880)) {
      s3.putObject(r -> r.bucket(bucket).key("s" + size), RequestBody.fromBytes(Bodies.of(size)));
    }

    for (S3Object object : s3.listObjectsV2(r -> r.bucket(bucket)).contents()) {
      assertEquals(object.key(), "s" + object.size());
    }
  }

  @Test
  void start_after_leaves_out_exactly_what_came_before() {
    putAll();
    List<String> all = keys(s3.listObjectsV2(r -> r.bucket(bucket)));

    for (int i = 0; i < all.size(); i++) {
      String after = all.get(i);
      List<String> rest = keys(s3.listObjectsV2(r -> r.bucket(bucket).startAfter(after)));
      assertEquals(all.subList(i + 1, all.size()), rest);
    }
  }

  @Test
  void no_keys_at_all_can_be_asked_for() {
    putAll();

    ListObjectsV2Response page = s3.listObjectsV2(r -> r.bucket(bucket).maxKeys(0));

    assertEquals(0, page.keyCount());
    assertFalse(page.isTruncated());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?list-type=2&max-keys=-1",
        "?list-type=2&max-keys=x",
        "?list-type=2&continuation-token=x",
        "?list-type=2&encoding-type=utf",
        "?list-type=2&max-keys=99999999999"
      })
  void a_wrong_argument_is_refused(String query) {
    assertEquals("400 InvalidArgument", subject.raw().call("GET", "/" + bucket + query).outcome());
  }

  @Test
  void a_token_of_another_listing_is_refused() {
    putAll();
    String token = s3.listObjectsV2(r -> r.bucket(bucket).maxKeys(2)).nextContinuationToken();
    String query = "?list-type=2&prefix=a&continuation-token=" + RawS3.encode(token, false);

    assertEquals("400 InvalidArgument", subject.raw().call("GET", "/" + bucket + query).outcome());
  }

  @Test
  void the_answer_repeats_what_was_asked() {
    ListObjectsV2Response page =
        s3.listObjectsV2(r -> r.bucket(bucket).prefix("p &<").delimiter("/").startAfter("q"));

    assertEquals(bucket, page.name());
    assertEquals("p &<", page.prefix());
    assertEquals("/", page.delimiter());
    assertEquals("q", page.startAfter());
    assertEquals(1000, page.maxKeys());
  }

  @Test
  void encoding_type_url_encodes_keys_and_prefixes() {
    putAll();
    byte[] answer =
        subject
            .raw()
            .call("GET", "/" + bucket + "?list-type=2&prefix=z%20z%2F&encoding-type=url")
            .body();

    assertEquals(Set.of("z+z/%2B%26%25", "z+z/%C3%A9"), plusSpaces(Xml.texts(answer, "Key")));
    assertEquals(List.of("url"), Xml.texts(answer, "EncodingType"));
  }

  /** AWS writes a space as {@code +}; {@code %20} reads the same, and so does an encoded slash. */
  private static Set<String> plusSpaces(List<String> keys) {
    return keys.stream()
        .map(key -> key.replace("%20", "+").replace("%2F", "/"))
        .collect(Collectors.toSet());
  }

  private void putAll() {
    KEYS.forEach(k -> s3.putObject(r -> r.bucket(bucket).key(k), RequestBody.fromString(k)));
  }

  private static List<String> keys(ListObjectsV2Response page) {
    return page.contents().stream().map(S3Object::key).toList();
  }
}
