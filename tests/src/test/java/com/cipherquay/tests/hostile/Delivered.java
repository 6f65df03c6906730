package com.cipherquay.tests.hostile;

import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawResponse;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an answer with an object, or about one, must be: something that was written to exactly that
 * key, its metadata and its bytes together.
 *
 * @param key that was asked for
 * @param range as in the header field, empty for all
 */
record Delivered(Step step, String key, Optional<String> range) {

  /** The metadata that says which write an object is. */
  static final String WRITE = "x-amz-meta-w";

  /** The number of the write that an answer claims to be. */
  static OptionalInt write(RawResponse response) {
    String text = response.header(WRITE).orElse("");
    return text.matches(".*-\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(text.substring(text.lastIndexOf('-') + 1)))
        : OptionalInt.empty();
  }

  void check(Received received, boolean head) {
    RawResponse response = received.response();
    OptionalInt write = write(response);
    step.require(write.isPresent(), "an object without the metadata of one");
    int number = write.getAsInt();
    step.require(step.model().mayHave(key, number), "write " + number + " of another key");
    String type = "text/" + step.world().canary().text() + "-" + number;
    step.require(response.header("content-type").equals(Optional.of(type)), "another type");
    boolean fits =
        step.model().values(number).stream().anyMatch(value -> fits(value, received, head));
    step.require(fits, "bytes that were never written as write " + number);
    if (step.sure(key)) {
      step.require(received.complete(), "a body that breaks off");
      step.require(step.model().now(key).equals(Optional.of(number)), "not the newest write");
    }
  }

  private boolean fits(Value value, Received received, boolean head) {
    RawResponse response = received.response();
    int first = range.map(text -> ObjectDesk.first(text, value.size())).orElse(0);
    int end = range.map(text -> ObjectDesk.end(text, value.size())).orElse(value.size());
    String length = response.header("content-length").orElse("");
    if (!length.equals(Integer.toString(end - first))) {
      return false;
    }
    if (range.isPresent() && !(response.status() == 206 && inPlace(response, value, first, end))) {
      return false;
    }
    byte[] body = response.body();
    Value wanted = value.slice(first, end);
    return (head || !received.complete() || body.length == wanted.size())
        && wanted.beginsWith(body, step.world().canary());
  }

  private static boolean inPlace(RawResponse response, Value value, int first, int end) {
    String text = "bytes %d-%d/%d".formatted(first, end - 1, value.size());
    return response.header("content-range").equals(Optional.of(text));
  }
}
