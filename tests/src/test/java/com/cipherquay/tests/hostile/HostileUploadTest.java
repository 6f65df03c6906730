package com.cipherquay.tests.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.RawConnection.Received;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of several parts that the store builds of others, or in another way. */
final class HostileUploadTest {

  private static final String KEY = "dir/in parts";
  private static final int SIZE = 5000;

  /** With its header and the end of its only segment. */
  private static final int STORED = SIZE + 148 + 16;

  private static final List<byte[]> PARTS =
      List.of(filled('a', SIZE), filled('b', SIZE), filled('c', SIZE));

  private final Scene scene = Scene.open();

  @AfterEach
  void close() {
    scene.close();
  }

  private static byte[] filled(char with, int length) {
    byte[] body = Bodies.of(length);
    Arrays.fill(body, 0, 100, (byte) with);
    return body;
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** The first part is right or not; nothing after what is wrong comes, and never all. */
  private void assertNotWhole(String what) {
    for (String range : new String[] {"", "bytes=0-", "bytes=5000-9999", "bytes=-1"}) {
      Received received =
          scene.call(
              range.isEmpty() ? scene.on("GET", KEY) : scene.on("GET", KEY).with("range", range));
      boolean whole = Scene.outcome(received).endsWith("whole");
      if (range.isEmpty()) {
        assertTrue(!whole, what + " came through");
      }
      if (received.response().status() < 300) {
        byte[] all = joined(PARTS);
        int first = range.isEmpty() ? 0 : ObjectDesk.first(range, all.length);
        byte[] body = received.response().body();
        assertArrayEquals(Arrays.copyOfRange(all, first, first + body.length), body, what);
      } else {
        assertEquals("500 InternalError", Scene.outcome(received), what);
      }
    }
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("the first two parts exchanged", body -> moved(body, 1, 0, 2)),
        change("the last two parts exchanged", body -> moved(body, 0, 2, 1)),
        change("the second part twice", body -> moved(body, 0, 1, 1)),
        change("the first part left out", body -> without(body, 0)),
        change("the last part left out", body -> without(body, 2)),
        change("cut before the last part", body -> Arrays.copyOf(body, 2 * STORED)),
        change("cut before the trailer", body -> Arrays.copyOf(body, 3 * STORED)),
        change("cut in the trailer", body -> Arrays.copyOf(body, body.length - 1)),
        change("a trailer twice", body -> appended(body, body.length - 3 * STORED)),
        change("a byte appended", body -> appended(body, 1)),
        change("a byte of the manifest", body -> flipped(body, body.length - 100)),
        change("a byte of the length of the manifest", body -> flipped(body, body.length - 6)),
        change("a byte of the last word", body -> flipped(body, body.length - 1)),
        change("a byte of the second part", body -> flipped(body, STORED + 200)),
        change("a byte of the second header", body -> flipped(body, STORED + 120)),
        change("a byte of the last part", body -> flipped(body, 3 * STORED - 1)));
  }

  private static Arguments change(String name, UnaryOperator<byte[]> change) {
    return Arguments.of(name, change);
  }

  private static byte[] moved(byte[] body, int... order) {
    byte[] moved = body.clone();
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(body, order[i] * STORED, moved, i * STORED, STORED);
    }
    return moved;
  }

  private static byte[] without(byte[] body, int part) {
    byte[] less = Arrays.copyOf(body, body.length - STORED);
    int from = part * STORED;
    System.arraycopy(body, from + STORED, less, from, less.length - from);
    return less;
  }

  private static byte[] appended(byte[] body, int count) {
    byte[] more = Arrays.copyOf(body, body.length + count);
    System.arraycopy(body, body.length - count, more, body.length, count);
    return more;
  }

  private static byte[] flipped(byte[] body, int place) {
    body[place] ^= 1;
    return body;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void the_stored_object_changed(String what, UnaryOperator<byte[]> change) {
    String name = scene.putInParts(KEY, PARTS);
    HeldObject original = scene.held(name);
    scene.replace(name, original.withBody(change.apply(original.body().clone())));
    assertNotWhole(what);
    // Another tag: so nothing that was known of the object before is trusted.
    scene.replace(name, original);
    Received again = scene.call(scene.on("GET", KEY));
    assertEquals("200 whole", Scene.outcome(again), "the object as it was");
    assertArrayEquals(joined(PARTS), again.response().body());
    scene.replace(name, original.withBody(change.apply(original.body().clone())));
    assertNotWhole(what + ", once it was known");
  }

  /** Same key, number and length, but of another upload of the same object. */
  @Test
  void a_part_of_another_upload_of_the_key() {
    String first = scene.putInParts(KEY, PARTS);
    HeldObject other = scene.held(first);
    String name = scene.putInParts(KEY, PARTS);
    HeldObject ours = scene.held(name);
    for (int part = 0; part < 3; part++) {
      byte[] mixed = ours.body().clone();
      System.arraycopy(other.body(), part * STORED, mixed, part * STORED, STORED);
      scene.replace(name, ours.withBody(mixed));
      assertNotWhole("part " + (part + 1) + " of another upload");
    }
    byte[] mixed = ours.body().clone();
    System.arraycopy(other.body(), 3 * STORED, mixed, 3 * STORED, mixed.length - 3 * STORED);
    scene.replace(name, ours.withBody(mixed));
    assertNotWhole("the trailer of another upload");
  }

  /** A part that was put twice: the store keeps the first one, and says that it is the second. */
  @Test
  void a_stale_part_is_not_built_in() {
    List<String> etags = new ArrayList<>();
    String id = scene.create(KEY);
    scene.part(KEY, id, 1, filled('x', SIZE));
    for (byte[] part : PARTS) {
      etags.add(scene.part(KEY, id, etags.size() + 1, part));
    }
    scene.lie(Lie.named("the part before"));
    Received completed = scene.complete(KEY, id, etags);
    scene.honest();
    assertEquals("200 whole", Scene.outcome(completed), "what the store says of it");
    assertNotWhole("a stale part");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"parts in disorder", "a part left out", "a part of another upload"})
  void another_list_of_parts_is_completed(String lie) {
    scene.part("other", scene.create("other"), 1, filled('x', SIZE));
    String id = scene.create(KEY);
    List<String> etags = new ArrayList<>();
    for (byte[] part : PARTS) {
      etags.add(scene.part(KEY, id, etags.size() + 1, part));
    }
    scene.lie(Lie.named(lie));
    scene.complete(KEY, id, etags);
    scene.honest();
    assertNotWhole(lie);
  }

  /** The client names a part that it has replaced since: refused, and the upload goes on. */
  @Test
  void a_replaced_part_can_not_be_completed() {
    String id = scene.create(KEY);
    String stale = scene.part(KEY, id, 1, filled('x', SIZE));
    String etag = scene.part(KEY, id, 1, PARTS.get(0));
    assertEquals("400 InvalidPart", Scene.outcome(scene.complete(KEY, id, List.of(stale))));
    assertEquals("200 whole", Scene.outcome(scene.complete(KEY, id, List.of(etag))));
    assertArrayEquals(PARTS.get(0), scene.call(scene.on("GET", KEY)).response().body());
  }

  /** A completion that reports an error with 200 has not happened. */
  @Test
  void an_error_in_a_success() {
    String id = scene.create(KEY);
    String etag = scene.part(KEY, id, 1, PARTS.get(0));
    scene
        .store()
        .obey(
            (request, honest) ->
                request.kind() == StoreRequest.Kind.COMPLETE_UPLOAD
                    ? StoreReply.xml(200, AnswerLies.error("InternalError", Answers.TAUNT))
                    : honest.answer(request));
    Received failed = scene.complete(KEY, id, List.of(etag));
    scene.honest();
    assertEquals("503 ServiceUnavailable", Scene.outcome(failed));
    assertTrue(!failed.response().text().contains(Answers.TAUNT));
    assertEquals("404 NoSuchKey", Scene.outcome(scene.call(scene.on("GET", KEY))));
    assertEquals("200 whole", Scene.outcome(scene.complete(KEY, id, List.of(etag))));
  }
}
