package com.cipherquay.tests.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that do not fit the question or themselves: which error, or which bytes, come of them.
 */
final class HostileAnswerTest {

  private static final String KEY = "dir/object";
  private static final byte[] BODY = Bodies.of(100_000);
  private static final String RANGE = "bytes=70000-70099";

  private final Scene scene = Scene.open();

  @BeforeEach
  void put() {
    scene.put("dir/other", BODY);
    scene.put(KEY, Bodies.of(99_000));
    scene.put(KEY, BODY);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private RawRequest list() {
    return RawRequest.of("GET", "/" + scene.bucket() + "?list-type=2");
  }

  private RawRequest create() {
    return RawRequest.of("POST", "/" + scene.bucket() + "/new?uploads");
  }

  private RawRequest copy() {
    return scene.on("PUT", "copy").with("x-amz-copy-source", "/" + scene.bucket() + "/" + KEY);
  }

  /** What comes of a GET, of one with a range, and of a HEAD. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "200 for 206                           | 200 whole | 500 InternalError | 200 whole",
        "all of it with 200 for a range        | 200 whole | 500 InternalError | 200 whole",
        "206 for 200                           | 500 InternalError | 500 InternalError | 200 whole",
        "a Content-Range of another place      | 200 whole | 500 InternalError | 200 whole",
        "a Content-Range of a larger whole     | 200 whole | 500 InternalError | 200 whole",
        "a Content-Range of numbers beyond all | 200 whole | 500 InternalError | 200 whole",
        "a Content-Range of no number          | 200 whole | 500 InternalError | 200 whole",
        "a Content-Range of no bytes           | 200 whole | 500 InternalError | 200 whole",
        "a longer body than is said            | 500 InternalError | 500 InternalError | 200 whole",
        "a shorter body than is said           | 500 InternalError | 500 InternalError | 200 whole",
        "a Content-Length that is boundless    | 503 ServiceUnavailable | 503 ServiceUnavailable | 503",
        "a Content-Length that is wordy        | 503 ServiceUnavailable | 503 ServiceUnavailable | 503",
        "a Content-Length that is empty        | 503 ServiceUnavailable | 503 ServiceUnavailable | 503",
        "a Content-Length that is negative     | 503 ServiceUnavailable | 503 ServiceUnavailable | 503",
        "another size of the object            | 500 InternalError | 500 InternalError | 500",
        "another ETag                          | 200 whole | 206 whole | 200 whole",
        "an ETag of markup                     | 200 whole | 206 whole | 200 whole",
        "a storage class of markup             | 200 whole | 206 whole | 200 whole",
        "no ETag                               | 500 InternalError | 500 InternalError | 500",
        "no time                               | 500 InternalError | 500 InternalError | 500",
        "no date                               | 500 InternalError | 500 InternalError | 500"
      })
  void to_a_read(String lie, String get, String range, String head) {
    scene.lie(Lie.named(lie));
    assertBody(get, scene.call(scene.on("GET", KEY)), 0);
    assertBody(range, scene.call(scene.on("GET", KEY).with("range", RANGE)), 70_000);
    assertEquals(head, Scene.outcome(scene.call(scene.on("HEAD", KEY))).trim());
    scene.honest();
    assertBody("200 whole", scene.call(scene.on("GET", KEY)), 0);
  }

  private static void assertBody(String outcome, Received received, int first) {
    assertEquals(outcome, Scene.outcome(received));
    byte[] body = received.response().body();
    if (received.response().status() < 300) {
      assertArrayEquals(Arrays.copyOfRange(BODY, first, first + body.length), body);
    }
  }

  /** What comes of GET, HEAD, listing, PUT, copy, DELETE and CreateMultipartUpload. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a redirect with 301 | 500 500 500 500 500 500 500",
        "a redirect with 302 | 500 500 500 500 500 500 500",
        "a redirect with 303 | 500 500 500 500 500 500 500",
        "a redirect with 307 | 500 500 500 500 500 500 500",
        "a redirect with 308 | 500 500 500 500 500 500 500",
        "a refusal with AccessDenied | 403 403 403 403 403 403 403",
        "a refusal with NoSuchKey | 404 404 404 404 404 204 404",
        "a refusal with SlowDown | 503 503 503 503 503 503 503",
        "a refusal with NoSuchBucket | 404 404 404 404 404 404 404",
        "a refusal with taunt7c1fe0d2 | 403 403 403 403 403 403 403",
        "an error that names a file | 500 500 500 500 500 500 500",
        "an error in HTML | 503 503 503 503 503 503 503",
        "an error without a body | 503 503 503 503 503 503 503",
        "an endless error | 503 503 503 503 503 503 503",
        "fields of its own | 200 200 200 200 200 204 200",
        "a page in place of it | 200 200 200 200 200 204 200",
        "a field of 200 kB | 503 503 503 503 503 503 503",
        "a field of two lines | 200 200 200 200 200 204 200",
        "a bomb | 500 500 500 500 500 204 500",
        "no content | 500 500 500 500 500 204 500",
        "not modified | 500 500 500 500 500 500 500",
        "two lengths | 503 503 503 503 503 503 503",
        "no answer | 503 503 503 503 503 503 503"
      })
  @Timeout(60)
  void to_anything(String lie, String statuses) {
    scene.lie(Lie.named(lie));
    List<Received> received =
        Stream.of(
                scene.on("GET", KEY),
                scene.on("HEAD", KEY),
                list(),
                scene.on("PUT", "new"),
                copy(),
                scene.on("DELETE", "dir/other"),
                create())
            .map(request -> scene.call(request, body(request)))
            .toList();
    assertEquals(
        statuses,
        received.stream()
            .map(each -> Integer.toString(each.response().status()))
            .collect(Collectors.joining(" ")));
    for (Received each : received) {
      assertTrue(each.complete());
      assertNothingOfTheStore(each.response());
    }
    assertEquals(0, Trap.shared().visits(), "requests to another host");
  }

  private byte[] body(RawRequest request) {
    return request.rawPath().endsWith("/new") && request.method().equals("PUT")
        ? BODY
        : new byte[0];
  }

  private static void assertNothingOfTheStore(RawResponse response) {
    assertFalse(response.headers().toString().contains(Answers.TAUNT), "a header field");
    assertFalse(response.text().contains(Answers.TAUNT), "a body");
    assertFalse(response.text().contains("<html>"), "a page");
  }

  /** Where a document is expected: listing, copy, CreateMultipartUpload. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "an error in a success, 503 ServiceUnavailable",
    "another document, 500 InternalError",
    "half a document, 500 InternalError",
    "no document, 500 InternalError",
    "an endless document, 500 InternalError",
    "a deep document, 500 InternalError",
    "a document with entities, 500 InternalError"
  })
  @Timeout(60)
  void in_place_of_a_document(String lie, String outcome) {
    scene.lie(Lie.named(lie));
    for (RawRequest request : List.of(list(), copy(), create())) {
      Received received = scene.call(request);
      assertEquals(outcome, Scene.outcome(received), request.method());
      assertNothingOfTheStore(received.response());
    }
    assertEquals(0, Trap.shared().visits(), "requests to another host");
  }

  @Test
  void a_store_that_says_nothing_is_given_up() {
    scene
        .store()
        .obey(
            (request, honest) ->
                honest.answer(request).with(Delivery.cut(10, Delivery.Ending.STALL)));
    long start = System.nanoTime();
    assertEquals("503 ServiceUnavailable", Scene.outcome(scene.call(scene.on("GET", KEY))));
    assertEquals("503 ServiceUnavailable", Scene.outcome(scene.call(list())));
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
  }

  static Stream<StoreReply> injections() {
    String code = "NoSuchKey</Code></Error><Injected/>";
    return Stream.of(
        StoreReply.error(404, code),
        StoreReply.xml(404, "<Error><Code>NoSuchKey</Code><Message>&lt;a>" + Answers.TAUNT),
        StoreReply.error(400, "InvalidArgument").with("x-amz-error-message", Answers.TAUNT),
        StoreReply.xml(
            500, "<Error><Code>InternalError</Code><Key>" + Answers.TAUNT + "</Key></Error>"),
        StoreReply.xml(
            412,
            "<Error><Code>PreconditionFailed</Code><Condition>x-amz-copy-source-"
                + Answers.TAUNT
                + "</Condition></Error>"));
  }

  /** What the proxy says in an error is its own, byte for byte, whatever the store says. */
  @ParameterizedTest
  @MethodSource("injections")
  void an_error_with_words_of_its_own(StoreReply reply) {
    scene.store().obey((request, honest) -> reply);
    for (RawRequest request : List.of(scene.on("GET", KEY), list(), copy(), create())) {
      RawResponse response = scene.call(request).response();
      assertTrue(response.status() >= 400, request.method());
      assertNothingOfTheStore(response);
      assertFalse(response.text().contains("Injected"));
    }
  }
}
