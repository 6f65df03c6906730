package com.cipherquay.tests.hostile;

import static com.cipherquay.tests.hostile.StoreRequest.Kind.GET_OBJECT;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/** Bodies that are not what was written. */
final class BodyLies {

  /** FORMAT.md: where the first segment begins, and how far it is to the next. */
  static final int FIRST = 148;

  static final int SEGMENT = 65_536;

  private BodyLies() {}

  static List<Lie> all() {
    return List.of(
        body("a byte flipped", BodyLies::flipped),
        body("a byte of a header flipped", BodyLies::flippedInHeader),
        body("a byte of the end flipped", BodyLies::flippedAtEnd),
        body("two segments exchanged", BodyLies::exchanged),
        body("a segment twice", BodyLies::doubled),
        body("a segment left out", BodyLies::dropped),
        body("cut at a border", BodyLies::cut),
        body("a byte appended", (body, random) -> appended(body, 1)),
        body("a segment appended", (body, random) -> appended(body, SEGMENT)),
        body("nothing but zeros", (body, random) -> new byte[body.length]),
        body("nothing at all", (body, random) -> new byte[0]));
  }

  private static Lie body(String name, BiFunction<byte[], Random, byte[]> change) {
    return Lie.of(
        name,
        Set.of(GET_OBJECT),
        occasion -> occasion.held().flatMap(object -> changed(occasion, object, change)));
  }

  /** The range that was asked for, of the changed whole. */
  private static Optional<StoreReply> changed(
      Occasion occasion, HeldObject object, BiFunction<byte[], Random, byte[]> change) {
    byte[] body = change.apply(object.body().clone(), occasion.random());
    return Arrays.equals(body, object.body())
        ? Optional.empty()
        : occasion.content(object.withBody(body));
  }

  private static byte[] flipped(byte[] body, Random random) {
    return flippedAt(body, random.nextInt(body.length), random);
  }

  private static byte[] flippedInHeader(byte[] body, Random random) {
    return flippedAt(body, random.nextInt(Math.min(FIRST, body.length)), random);
  }

  private static byte[] flippedAtEnd(byte[] body, Random random) {
    return flippedAt(body, body.length - 1 - random.nextInt(Math.min(160, body.length)), random);
  }

  private static byte[] flippedAt(byte[] body, int place, Random random) {
    body[place] ^= (byte) (1 << random.nextInt(8));
    return body;
  }

  private static int segments(byte[] body) {
    return (body.length - FIRST) / SEGMENT;
  }

  private static int place(int segment) {
    return FIRST + segment * SEGMENT;
  }

  private static byte[] exchanged(byte[] body, Random random) {
    if (segments(body) < 2) {
      return body;
    }
    int one = place(random.nextInt(segments(body) - 1));
    byte[] kept = Arrays.copyOfRange(body, one, one + SEGMENT);
    System.arraycopy(body, one + SEGMENT, body, one, SEGMENT);
    System.arraycopy(kept, 0, body, one + SEGMENT, SEGMENT);
    return body;
  }

  private static byte[] doubled(byte[] body, Random random) {
    if (segments(body) < 2) {
      return body;
    }
    int one = place(random.nextInt(segments(body) - 1));
    System.arraycopy(body, one, body, one + SEGMENT, SEGMENT);
    return body;
  }

  private static byte[] dropped(byte[] body, Random random) {
    if (segments(body) < 1) {
      return body;
    }
    int one = place(random.nextInt(segments(body)));
    byte[] less = Arrays.copyOf(body, body.length - SEGMENT);
    System.arraycopy(body, one + SEGMENT, less, one, less.length - one);
    return less;
  }

  /** At the end of a segment, of the header, before the trailer, or one byte beside. */
  private static byte[] cut(byte[] body, Random random) {
    int[] borders = {
      0,
      FIRST,
      place(random.nextInt(segments(body) + 1)),
      body.length - 8,
      body.length - 145,
      body.length
    };
    int end = borders[random.nextInt(borders.length)] + random.nextInt(3) - 1;
    return Arrays.copyOf(body, Math.max(0, Math.min(end, body.length - 1)));
  }

  private static byte[] appended(byte[] body, int more) {
    byte[] grown = Arrays.copyOf(body, body.length + more);
    System.arraycopy(body, 0, grown, body.length, Math.min(more, body.length));
    return grown;
  }
}
