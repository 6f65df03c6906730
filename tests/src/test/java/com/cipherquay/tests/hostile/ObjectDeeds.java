package com.cipherquay.tests.hostile;

import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;

/** What the client of a campaign does with single objects. */
final class ObjectDeeds {

  private static final int SEGMENT = 65_520;

  private ObjectDeeds() {}

  /** A length of a body: mostly short, sometimes of some segments, often around their borders. */
  static int length(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextInt(3);
      case 1 -> SEGMENT - 20 + random.nextInt(40);
      case 2 -> 2 * SEGMENT - 20 + random.nextInt(40);
      case 3 -> random.nextInt(4 * SEGMENT);
      default -> random.nextInt(2000);
    };
  }

  /** With the metadata that says which write it is, and more that the store must not see. */
  static RawRequest described(RawRequest request, Step step, int write) {
    String text = step.world().canary().text();
    RawRequest described =
        request
            .with(Delivered.WRITE, text + "-" + write)
            .with("content-type", "text/" + text + "-" + write);
    return switch (step.random().nextInt(4)) {
      case 0 -> described.with("x-amz-meta-" + text, "value of " + text);
      case 1 -> described.with("cache-control", text).with("content-disposition", text);
      case 2 -> described.with("x-amz-tagging", text + "=" + text);
      default -> described;
    };
  }

  static void put(Step step) throws IOException {
    put(step, step.key());
  }

  static void put(Step step, String key) throws IOException {
    int write = step.model().next();
    Value value = Value.of(write, length(step.random()));
    step.mayWrite(key);
    step.model().may(write, value);
    step.model().may(key, write);
    RawRequest request = described(step.on("PUT", key), step, write);
    RawResponse response = step.call(request, value.bytes(step.world().canary()));
    step.expect(response, "200 ");
    settle(step, key, response.status() == 200, Optional.of(write));
  }

  /** What is known of a key after it was to be changed. */
  static void settle(Step step, String key, boolean done, Optional<Integer> write) {
    if (!step.honest()) {
      step.model().doubt(key);
    } else if (done) {
      write.ifPresentOrElse(w -> step.model().has(key, w), () -> step.model().hasNothing(key));
    }
  }

  /** PUT with If-None-Match or with If-Match and a tag that was read before. */
  static void conditionalPut(Step step) throws IOException {
    String key = step.key();
    boolean absent = step.random().nextBoolean();
    Optional<String> etag = Optional.empty();
    if (!absent) {
      etag = step.call(step.on("HEAD", key)).header("etag");
    }
    int write = step.model().next();
    Value value = Value.of(write, length(step.random()));
    step.mayWrite(key);
    step.model().may(write, value);
    step.model().may(key, write);
    RawRequest request = described(step.on("PUT", key), step, write);
    boolean stale = step.random().nextInt(4) == 0;
    request =
        absent
            ? request.with("if-none-match", "*")
            : request.with("if-match", stale ? "\"stale-cq\"" : etag.orElse("\"none-cq\""));
    boolean there = step.model().now(key).isPresent();
    boolean sure = step.sure(key);
    RawResponse response = step.call(request, value.bytes(step.world().canary()));
    if (sure) {
      boolean fulfilled = absent ? !there : there && !stale;
      step.expect(response, fulfilled ? "200 " : "412 PreconditionFailed");
    }
    settle(step, key, response.status() == 200, Optional.of(write));
  }

  static void get(Step step) throws IOException {
    read(step, "GET", step.key(), Optional.empty());
  }

  static void head(Step step) throws IOException {
    read(step, "HEAD", step.key(), Optional.empty());
  }

  static void getRange(Step step) throws IOException {
    Random random = step.random();
    int first = random.nextInt(3) == 0 ? random.nextInt(3 * SEGMENT) : random.nextInt(2000);
    String range =
        switch (random.nextInt(4)) {
          case 0 -> "bytes=" + first + "-";
          case 1 -> "bytes=-" + (1 + first);
          default -> "bytes=" + first + "-" + (first + random.nextInt(SEGMENT));
        };
    read(step, "GET", step.key(), Optional.of(range));
  }

  static void read(Step step, String method, String key, Optional<String> range)
      throws IOException {
    RawRequest request = step.on(method, key);
    if (range.isPresent()) {
      request = request.with("range", range.get());
    }
    boolean sure = step.model().certain(key);
    Received received = step.checked(request, step.world().client().call(request, new byte[0]));
    int status = received.response().status();
    if (status == 200 || status == 206) {
      new Delivered(step, key, range).check(received, method.equals("HEAD"));
      return;
    }
    Optional<Integer> now = step.model().now(key);
    if (sure && now.isPresent()) {
      int size = step.model().values(now.get()).get(0).size();
      boolean outside = range.isPresent() && ObjectDesk.first(range.get(), size) >= size;
      step.expect(received.response(), outside ? "416 InvalidRange" : "200 ");
    } else if (sure) {
      step.expect(received.response(), method.equals("HEAD") ? "404 " : "404 NoSuchKey");
    }
  }

  static void delete(Step step) throws IOException {
    String key = step.key();
    step.mayWrite(key);
    RawResponse response = step.call(step.on("DELETE", key));
    step.expect(response, "204 ");
    settle(step, key, response.status() == 204, Optional.empty());
  }

  static void tags(Step step) throws IOException {
    String key = step.key();
    RawRequest request = step.on("GET", key, "tagging");
    boolean sure = step.model().certain(key);
    boolean there = step.model().now(key).isPresent();
    RawResponse response = step.call(request);
    if (sure) {
      step.expect(response, there ? "200 " : "404 NoSuchKey");
    }
  }
}
