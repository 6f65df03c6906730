package com.cipherquay.tests.hostile;

import static com.cipherquay.tests.hostile.StoreRequest.Kind.GET_OBJECT;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.HEAD_OBJECT;

import com.cipherquay.tests.hostile.Delivery.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What does not fit together in the answers to GET and HEAD. */
final class ReadLies {

  private static final Set<StoreRequest.Kind> GET = Set.of(GET_OBJECT);
  private static final Set<StoreRequest.Kind> BOTH = Set.of(GET_OBJECT, HEAD_OBJECT);
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  private ReadLies() {}

  static List<Lie> all() {
    List<Lie> all = new ArrayList<>();
    all.addAll(ranges());
    all.addAll(lengths());
    all.add(Lie.of("a former version, to stay", BOTH, ReadLies::rollback));
    all.add(Lie.of("conditions that are ignored", GET, ReadLies::unconditional));
    all.add(told("another ETag", BOTH, reply -> reply.with("ETag", "\"1-2\"")));
    all.add(told("no ETag", BOTH, reply -> reply.without("ETag")));
    all.add(told("an ETag of markup", BOTH, reply -> reply.with("ETag", "\"<b>&'\"")));
    all.add(told("no time", BOTH, reply -> reply.without("Last-Modified")));
    all.add(told("no date", BOTH, reply -> reply.with("Last-Modified", "yesterday")));
    all.add(
        told(
            "a storage class of markup",
            BOTH,
            reply -> reply.with("x-amz-storage-class", "<i>&\"class\"")));
    return all;
  }

  private static Lie told(
      String name, Set<StoreRequest.Kind> kinds, UnaryOperator<StoreReply> change) {
    return Lie.of(name, kinds, occasion -> occasion.success().map(change));
  }

  private static List<Lie> ranges() {
    return List.of(
        Lie.of(
            "200 for 206",
            GET,
            occasion ->
                occasion
                    .success()
                    .filter(reply -> reply.status() == 206)
                    .map(reply -> reply.withStatus(200).without("Content-Range"))),
        Lie.of(
            "all of it with 200 for a range",
            GET,
            occasion ->
                occasion
                    .success()
                    .filter(reply -> reply.status() == 206)
                    .flatMap(
                        reply ->
                            occasion
                                .held()
                                .map(held -> reply.withStatus(200).withBody(held.body())))
                    .map(reply -> reply.without("Content-Range"))),
        told(
            "206 for 200",
            GET,
            reply ->
                reply
                    .withStatus(206)
                    .with("Content-Range", "bytes 0-%d/99".formatted(reply.body().length))),
        range("another place", (first, last, size) -> place(first + 1, last + 1, size)),
        range("a larger whole", (first, last, size) -> place(first, last, size + 65_536)),
        range("a smaller whole", (first, last, size) -> place(first, last, last + 1)),
        range("numbers beyond all", (first, last, size) -> place(first, last, Long.MAX_VALUE)),
        range("no number", (first, last, size) -> "bytes a-b/c"),
        range("no bytes", (first, last, size) -> "bytes */" + size));
  }

  /** Says what an answer holds, given what it does. */
  @FunctionalInterface
  private interface Said {
    String of(long first, long last, long size);
  }

  private static String place(long first, long last, long size) {
    return "bytes %d-%d/%d".formatted(first, last, size);
  }

  private static Lie range(String name, Said said) {
    return Lie.of(
        "a Content-Range of " + name,
        GET,
        occasion ->
            occasion
                .success()
                .flatMap(
                    reply ->
                        reply
                            .field("Content-Range")
                            .map(RANGE::matcher)
                            .filter(Matcher::matches)
                            .map(m -> reply.with("Content-Range", of(said, m)))));
  }

  private static String of(Said said, Matcher range) {
    return said.of(
        Long.parseLong(range.group(1)),
        Long.parseLong(range.group(2)),
        Long.parseLong(range.group(3)));
  }

  private static List<Lie> lengths() {
    List<Lie> all = new ArrayList<>();
    for (Ending ending : List.of(Ending.CLOSE, Ending.RESET)) {
      all.add(
          Lie.of(
              "a body that ends early with " + ending,
              GET,
              occasion ->
                  occasion
                      .success()
                      .filter(reply -> reply.body().length > 0)
                      .map(
                          reply -> {
                            int cut = occasion.random().nextInt(reply.body().length);
                            return reply.with(Delivery.cut(cut, ending));
                          })));
    }
    all.add(told("a longer body than is said", GET, r -> r.with(Delivery.announcing(-1))));
    all.add(told("a shorter body than is said", GET, r -> r.with(Delivery.announcing(70_000))));
    for (Map.Entry<String, String> length :
        Map.of("negative", "-1", "wordy", "many", "boundless", "9223372036854775808", "empty", "")
            .entrySet()) {
      all.add(
          told(
              "a Content-Length that is " + length.getKey(),
              BOTH,
              reply -> closing(reply.with("Content-Length", length.getValue()))));
    }
    all.add(
        Lie.of(
            "another size of the object",
            BOTH,
            occasion ->
                occasion
                    .held()
                    .map(held -> held.withBody(Arrays.copyOf(held.body(), held.body().length + 7)))
                    .flatMap(occasion::content)));
    return all;
  }

  private static StoreReply closing(StoreReply reply) {
    return reply.with(Delivery.cut(reply.body().length, Ending.CLOSE));
  }

  private static Optional<StoreReply> rollback(Occasion occasion) {
    Optional<HeldObject> former = occasion.former();
    Optional<StoreReply> reply = former.flatMap(occasion::content);
    if (reply.isPresent()) {
      former.ifPresent(occasion::replace);
    }
    return reply;
  }

  /** What If-Match was to exclude: the object was replaced between two requests. */
  private static Optional<StoreReply> unconditional(Occasion occasion) {
    return occasion.request().header("if-match").isEmpty()
        ? Optional.empty()
        : occasion.former().flatMap(occasion::content);
  }
}
