package com.cipherquay.tests.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.RawConnection.Received;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bytes of an object of three segments, changed by the store: what is wrong in the first
 * segment or before is an error of S3, and what is wrong later breaks the answer off before its
 * end.
 */
final class HostileBodyTest {

  private static final String KEY = "dir/three segments";
  private static final int Q = Bodies.SEGMENT;
  private static final int FIRST = BodyLies.FIRST;
  private static final int C = BodyLies.SEGMENT;
  private static final byte[] PLAINTEXT = Bodies.of(2 * Q + 100);

  /** Nothing of it came. */
  private static final Set<String> REFUSED = Set.of("500 InternalError");

  private static final Set<String> BROKEN_OFF = Set.of("200 broken off");

  /** Either: the proxy may look at more than the first segment before it begins its answer. */
  private static final Set<String> FAILED = Set.of("500 InternalError", "200 broken off");

  private final Scene scene = Scene.open();
  private String name = "";
  private HeldObject original = new HeldObject(Blob.EMPTY, Map.of(), "", Shelves.now(), "");

  @BeforeEach
  void put() {
    name = scene.put(KEY, PLAINTEXT);
    original = scene.held(name);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void every_byte_outside_of_full_segments_and_some_within() {
    flip(997);
  }

  @Test
  @Tag("campaign")
  void one_byte_in_thirteen() {
    flip(13);
  }

  private void flip(int stride) {
    int length = original.body().length;
    int third = FIRST + 2 * C;
    int padding = third + 100 + 16;
    for (int place = 0; place < length; place++) {
      boolean within = place > FIRST && place < third && (place - FIRST) % C < Q - 4;
      boolean zero = place > padding && place < length - 160;
      if (!(within || zero) || place % stride == 0) {
        int at = place;
        assertOutcome(outcomeAt(place), body -> flipped(body, at), at);
      }
    }
  }

  /** What comes of something wrong at a place. */
  private static Set<String> outcomeAt(int place) {
    return place < FIRST + C ? REFUSED : place < FIRST + 2 * C ? FAILED : BROKEN_OFF;
  }

  private static byte[] flipped(byte[] body, int place) {
    body[place] ^= (byte) (1 << (place % 8));
    return body;
  }

  /** The store has the changed bytes, and is honest about them. */
  private void assertOutcome(Set<String> outcomes, UnaryOperator<byte[]> change, Object what) {
    scene.replace(name, original.withBody(change.apply(original.body().clone())));
    assertGet(outcomes, what);
  }

  private void assertGet(Set<String> outcomes, Object what) {
    Received received = scene.call(scene.on("GET", KEY));
    String outcome = Scene.outcome(received);
    assertTrue(outcomes.contains(outcome), () -> what + " was changed, and it came to " + outcome);
    if (received.response().status() == 200) {
      byte[] body = received.response().body();
      assertTrue(received.complete() || body.length < PLAINTEXT.length, () -> what + ": all");
      assertArrayEquals(Arrays.copyOf(PLAINTEXT, body.length), body, () -> what + ": other bytes");
    }
  }

  static Stream<Arguments> rearrangements() {
    return Stream.of(
        rearranged("the first two exchanged", REFUSED, 1, 0),
        rearranged("the first one twice", FAILED, 0, 0),
        rearranged("the second one twice", REFUSED, 1, 1));
  }

  private static Arguments rearranged(String what, Set<String> outcomes, int first, int second) {
    UnaryOperator<byte[]> change =
        body -> {
          byte[] changed = body.clone();
          System.arraycopy(body, FIRST + first * C, changed, FIRST, C);
          System.arraycopy(body, FIRST + second * C, changed, FIRST + C, C);
          return changed;
        };
    return Arguments.of(what, outcomes, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rearrangements")
  void segments_in_other_places(String what, Set<String> outcomes, UnaryOperator<byte[]> change) {
    assertOutcome(outcomes, change, what);
  }

  /** What follows is moved up, and the size kept by what is appended. */
  @ParameterizedTest(name = "segment {0}")
  @ValueSource(ints = {0, 1, 2})
  void a_segment_left_out(int segment) {
    assertOutcome(
        outcomeAt(FIRST + segment * C),
        body -> {
          int from = FIRST + segment * C;
          int size = segment == 2 ? 116 : C;
          byte[] changed = body.clone();
          System.arraycopy(body, from + size, changed, from, body.length - from - size);
          return changed;
        },
        "segment " + segment);
  }

  static Stream<Integer> borders() {
    int end = FIRST + 2 * C + 116;
    int length = 2 * Q + 100 + 32 + 240 * ((2 * Q + 100) / UploadDeeds.LEAST_PART + 1) + 64;
    return Stream.of(0, FIRST, FIRST + C, FIRST + 2 * C, end, length - 8 - 68, length - 8, length)
        .flatMap(border -> Stream.of(border - 1, border, border + 1))
        .filter(cut -> cut >= 0 && cut < length);
  }

  /** An object that is shorter, by the store's own word: no object of that length was written. */
  @ParameterizedTest
  @MethodSource("borders")
  void cut_at_a_border(int length) {
    assertOutcome(REFUSED, body -> Arrays.copyOf(body, length), "cut at " + length);
  }

  /** The store says that all of it comes, and stops there. */
  @ParameterizedTest
  @MethodSource("borders")
  void broken_off_at_a_border(int length) {
    scene
        .store()
        .obey(
            (request, honest) ->
                honest.answer(request).with(Delivery.cut(length, Delivery.Ending.CLOSE)));
    Set<String> unavailable = Set.of("503 ServiceUnavailable");
    assertGet(length < FIRST + C ? unavailable : outcomeAt(length), "cut at " + length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 148, 65_536, 139_396})
  void something_appended(int more) {
    assertOutcome(REFUSED, body -> Arrays.copyOf(body, body.length + more), more + " more");
  }

  /** Behind the announced end nothing is read, and the connection is not used again. */
  @Test
  void something_behind_the_announced_end() {
    scene
        .store()
        .obey(
            (request, honest) -> {
              StoreReply reply = honest.answer(request);
              byte[] more = Arrays.copyOf(reply.body(), reply.body().length + 1000);
              return reply.withBody(more).with(Delivery.announcing(-1000));
            });
    assertGet(Set.of("200 whole"), "behind the end");
    assertGet(Set.of("200 whole"), "behind the end, once more");
  }

  /** What is wrong elsewhere does not matter to a range, and what is wrong in it never comes. */
  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-99", "bytes=65519-65520", "bytes=-1", "bytes=70000-"})
  void a_range(String range) {
    scene.replace(name, original.withBody(flipped(original.body().clone(), FIRST + C + 5)));
    boolean wrong = range.contains("65520") || range.contains("70000");
    Received received = scene.call(scene.on("GET", KEY).with("range", range));
    boolean whole = Scene.outcome(received).equals("206 whole");
    assertEquals(!wrong, whole, Scene.outcome(received));
    byte[] body = received.response().status() == 206 ? received.response().body() : new byte[0];
    int first = ObjectDesk.first(range, PLAINTEXT.length);
    assertArrayEquals(Arrays.copyOfRange(PLAINTEXT, first, first + body.length), body);
    assertTrue(whole || body.length <= 1, "more than what comes before");
  }
}
