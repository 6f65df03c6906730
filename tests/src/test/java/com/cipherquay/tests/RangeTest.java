package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Ranges at every border of the format: the part header, the segments, the end. */
@ForEverySubject
final class RangeTest {

  private static final int Q = Bodies.SEGMENT;
  private static final int[] BORDERS = {
    0, 16, 148, 240, 304, Q - 148, Q, Q + 16, Q + 148, 65_536, 2 * Q, 2 * Q + 16, 131_072, 3 * Q
  };

  private final Subject subject;
  private final String path;
  private final String bucket;

  RangeTest(Subject subject) {
    this.subject = subject;
    this.bucket = subject.freshBucket();
    this.path = "/" + bucket + "/ranges";
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, Q - 1, Q, Q + 1, 2 * Q, 2 * Q + 1, 3 * Q + 77})
  void a_range_between_any_two_borders_is_exact(int size) {
    byte[] body = put(size);
    for (int first : around(size)) {
      for (int last : List.of(first, first + 1, first + Q - 1, first + Q, size - 1, size + 5)) {
        if (first < size && last >= first) {
          assertPart(body, first, Math.min(last, size - 1), first + "-" + last);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, Q, Q + 1, 3 * Q + 77})
  void an_open_range_goes_to_the_end(int size) {
    byte[] body = put(size);
    for (int first : around(size)) {
      if (first < size) {
        assertPart(body, first, size - 1, first + "-");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, Q, Q + 1, 3 * Q + 77})
  void a_suffix_is_cut_at_the_beginning(int size) {
    byte[] body = put(size);
    for (int length : around(size)) {
      if (length > 0) {
        assertPart(body, Math.max(0, size - length), size - 1, "-" + length);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Q, 2 * Q + 1})
  void a_range_past_the_end_is_416_with_the_true_length(int size) {
    put(size);
    for (String range : List.of(size + "-", size + "-" + (size + 9), (size + 400) + "-", "-0")) {
      RawResponse answer = get(range);

      assertEquals("416 InvalidRange", answer.outcome(), range);
      assertEquals(Optional.of("bytes */" + size), answer.header("content-range"), range);
    }
  }

  /** RFC 9110, section 14.2: a range that is not understood is ignored. */
  @ParameterizedTest
  @ValueSource(strings = {"bytes=5-2", "bytes=a-b", "bytes=-", "lines=1-2", "bytes"})
  void a_range_that_is_none_is_ignored(String header) {
    byte[] body = put(100);

    RawResponse answer = subject.raw().call(RawRequest.of("GET", path).with("range", header));

    assertEquals(200, answer.status());
    assertArrayEquals(body, answer.body());
  }

  @Test
  void a_range_of_a_head_is_answered_like_that_of_a_get() {
    put(1000);

    RawResponse answer =
        subject.raw().call(RawRequest.of("HEAD", path).with("range", "bytes=10-19"));

    assertEquals(206, answer.status());
    assertEquals(Optional.of("10"), answer.header("content-length"));
    assertEquals(Optional.of("bytes 10-19/1000"), answer.header("content-range"));
  }

  private byte[] put(int size) {
    byte[] body = Bodies.of(size);
    subject.s3().putObject(r -> r.bucket(bucket).key("ranges"), RequestBody.fromBytes(body));
    return body;
  }

  private RawResponse get(String range) {
    return subject.raw().call(RawRequest.of("GET", path).with("range", "bytes=" + range));
  }

  private void assertPart(byte[] body, int first, int last, String range) {
    RawResponse answer = get(range);
    assertEquals(206, answer.status(), range);
    assertEquals(
        Optional.of("bytes " + first + "-" + last + "/" + body.length),
        answer.header("content-range"),
        range);
    assertArrayEquals(Arrays.copyOfRange(body, first, last + 1), answer.body(), range);
  }

  private static List<Integer> around(int size) {
    List<Integer> places = new ArrayList<>(List.of(size - 1, size, size + 1));
    for (int border : BORDERS) {
      places.addAll(List.of(border - 1, border, border + 1));
    }
    return places.stream().filter(p -> p >= 0 && p <= size + 1).sorted().distinct().toList();
  }
}
