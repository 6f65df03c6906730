package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Conditional requests: RFC 9110, section 13, and AWS, "Conditional requests". */
@ForEverySubject
final class ConditionTest {

  // Java's constant for it has days of one digit, which other stores do not read.
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** A store that fails in the middle of a race says that it failed, and not who won. */
  private static final Set<Integer> LOSING = Set.of(409, 412, 500, 503);

  private final Subject subject;
  private final RawS3 raw;
  private final String path;
  private final String etag;

  ConditionTest(Subject subject) {
    this.subject = subject;
    this.raw = subject.raw();
    this.path = "/" + subject.freshBucket() + "/k";
    this.etag = put("old").header("etag").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "if-match, SAME, 200",
    "if-match, OTHER, 412",
    "if-match, *, 200",
    "if-none-match, SAME, 304",
    "if-none-match, OTHER, 200",
    "if-none-match, *, 304",
    "if-modified-since, PAST, 200",
    "if-modified-since, FUTURE, 304",
    "if-unmodified-since, PAST, 412",
    "if-unmodified-since, FUTURE, 200",
  })
  void a_read_obeys_its_condition(String header, String value, int status) {
    for (String method : new String[] {"GET", "HEAD"}) {
      RawResponse answer = raw.call(RawRequest.of(method, path).with(header, meaning(value)));

      assertEquals(status, answer.status(), method);
      assertEquals(status == 200 ? "3" : "", bodyLength(answer), method);
    }
  }

  private static String bodyLength(RawResponse answer) {
    return answer.status() == 200 ? answer.header("content-length").orElse("none") : "";
  }

  @Test
  void not_modified_carries_the_entity_tag() {
    RawResponse answer = raw.call(RawRequest.of("GET", path).with("if-none-match", etag));

    assertEquals(304, answer.status());
    assertEquals(Optional.of(etag), answer.header("etag"));
  }

  @Test
  void a_list_of_tags_matches_if_one_does() {
    String tags = "\"other\", " + etag;

    assertEquals(200, raw.call(RawRequest.of("GET", path).with("if-match", tags)).status());
    assertEquals(304, raw.call(RawRequest.of("GET", path).with("if-none-match", tags)).status());
  }

  @Test
  void a_time_is_compared_to_the_second() {
    String modified = raw.call("HEAD", path).header("last-modified").orElseThrow();

    assertEquals(
        304, raw.call(RawRequest.of("GET", path).with("if-modified-since", modified)).status());
    assertEquals(
        200, raw.call(RawRequest.of("GET", path).with("if-unmodified-since", modified)).status());
  }

  @Test
  void a_range_with_a_matching_tag_is_answered() {
    RawRequest get = RawRequest.of("GET", path).with("range", "bytes=1-").with("if-match", etag);

    assertEquals("ld", raw.call(get).text());
  }

  @Test
  void a_put_where_something_is_fails_if_it_asks_for_absence() {
    RawRequest put = RawRequest.of("PUT", path).with("if-none-match", "*");

    assertEquals("412 PreconditionFailed", raw.call(put, new byte[] {1}).outcome());
    assertEquals("old", raw.call("GET", path).text());
  }

  @Test
  void a_put_where_nothing_is_succeeds_if_it_asks_for_absence() {
    RawRequest put = RawRequest.of("PUT", path + "-absent").with("if-none-match", "*");

    assertEquals(200, raw.call(put, new byte[] {1}).status());
    assertEquals(412, raw.call(put, new byte[] {2}).status());
  }

  @Test
  void a_put_over_the_named_version_succeeds_once() {
    RawRequest put = RawRequest.of("PUT", path).with("if-match", etag);

    assertEquals(200, raw.call(put, new byte[] {'n'}).status());
    assertEquals("412 PreconditionFailed", raw.call(put, new byte[] {'m'}).outcome());
    assertEquals("n", raw.call("GET", path).text());
  }

  /** AWS answers 404, and other stores 412. */
  @Test
  void a_put_over_a_version_of_nothing_is_refused() {
    RawRequest put = RawRequest.of("PUT", path + "-absent").with("if-match", etag);

    RawResponse answer = raw.call(put, new byte[] {1});

    assertTrue(answer.status() == 404 || answer.status() == 412, answer::outcome);
    assertEquals(404, raw.call("HEAD", path + "-absent").status());
  }

  @Test
  void of_many_only_those_that_are_meant_are_deleted() {
    String bucket = path.substring(1, path.lastIndexOf('/'));
    for (String key : List.of("plain", "same", "other", "any")) {
      raw.call(RawRequest.of("PUT", "/" + bucket + "/" + key), "old".getBytes(UTF_8));
    }
    String same = subject.s3().headObject(r -> r.bucket(bucket).key("same")).eTag();
    List<ObjectIdentifier> doomed =
        List.of(
            ObjectIdentifier.builder().key("plain").build(),
            ObjectIdentifier.builder().key("same").eTag(same).build(),
            ObjectIdentifier.builder().key("other").eTag("\"0123\"").build(),
            ObjectIdentifier.builder().key("any").eTag("*").build(),
            ObjectIdentifier.builder().key("none").eTag("*").build(),
            ObjectIdentifier.builder().key("sized").size(3L).build());
    DeleteObjectsResponse answer =
        subject.s3().deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(doomed)));
    assertEquals(
        Set.of("plain", "same", "any"),
        answer.deleted().stream().map(DeletedObject::key).collect(Collectors.toSet()));
    assertEquals(
        Map.of(
            "other", "PreconditionFailed", "none", "PreconditionFailed", "sized", "NotImplemented"),
        answer.errors().stream().collect(Collectors.toMap(S3Error::key, S3Error::code)));
    assertEquals(200, raw.call("GET", "/" + bucket + "/other").status());
  }

  @Test
  void only_the_object_that_is_meant_is_deleted() {
    RawRequest delete = RawRequest.of("DELETE", path);

    RawResponse other = raw.call(delete.with("if-match", meaning("OTHER")));
    assertEquals("412 PreconditionFailed", other.outcome());
    assertEquals("old", raw.call("GET", path).text());
    assertEquals(204, raw.call(delete.with("if-match", etag)).status());
    assertEquals(404, raw.call("HEAD", path).status());
    assertEquals(412, raw.call(delete.with("if-match", etag)).status());
    assertEquals(412, raw.call(delete.with("if-match", "*")).status());
    put("new");
    assertEquals(412, raw.call(delete.with("if-match", etag)).status());
    assertEquals(204, raw.call(delete.with("if-match", "*")).status());
    assertEquals(404, raw.call("HEAD", path).status());
  }

  @ParameterizedTest
  @CsvSource({
    "if-none-match, *",
    "if-unmodified-since, PAST",
    "x-amz-if-match-size, 3",
    "x-amz-if-match-last-modified-time, PAST",
  })
  void a_delete_with_a_condition_that_is_not_offered_is_refused(String header, String value) {
    RawRequest delete = RawRequest.of("DELETE", path).with(header, meaning(value));

    assertEquals("501 NotImplemented", raw.call(delete).outcome());
    assertEquals("old", raw.call("GET", path).text());
  }

  /** S3Proxy lets more than one win, each believing to be alone; the object is one of theirs. */
  @Test
  void of_16_writers_that_race_one_wins() throws Exception {
    for (int size : new int[] {10, 200_000}) {
      String target = path + size;
      List<Callable<RawResponse>> writers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        byte[] body = Bodies.of(size + i);
        RawRequest request = RawRequest.of("PUT", target).with("if-none-match", "*");
        writers.add(() -> raw.call(request, body));
      }
      List<Integer> winners = new ArrayList<>();
      List<RawResponse> answers = runTogether(writers);
      for (RawResponse answer : answers) {
        if (answer.status() == 200) {
          winners.add(size + answers.indexOf(answer));
        } else {
          assertTrue(LOSING.contains(answer.status()), answer::outcome);
        }
      }
      byte[] left = raw.call("GET", target).body();
      assertTrue(winners.contains(left.length), winners + " and " + left.length);
      assertArrayEquals(Bodies.of(left.length), left);
      if (!subject.name().equals("s3proxy")) {
        assertEquals(1, winners.size());
      }
    }
  }

  private static <T> List<T> runTogether(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private RawResponse put(String body) {
    return raw.call(RawRequest.of("PUT", path), body.getBytes(UTF_8));
  }

  private String meaning(String value) {
    return switch (value) {
      case "SAME" -> etag;
      case "OTHER" -> "\"00000000000000000000000000000000\"";
      case "PAST" -> HTTP_DATE.format(Instant.now().minusSeconds(86_400));
      case "FUTURE" -> HTTP_DATE.format(Instant.now().plusSeconds(86_400));
      default -> value;
    };
  }
}
