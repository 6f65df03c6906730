package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.RawS3;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Small objects of its own: written, read, looked for, listed and deleted. */
final class SmallWork implements LoadWork {

  private static final int KEYS = 4;
  private static final int PAUSE = 1000;

  private final String bucket;
  private final String prefix;
  private final KeptConnection connection;
  private final Random random;
  private final List<KeyHistory> keys = new ArrayList<>();
  private long made;

  SmallWork(Endpoint endpoint, String bucket, int number) {
    this.bucket = bucket;
    this.prefix = "small" + number + "/";
    this.connection = new KeptConnection(endpoint);
    this.random = new Random(number);
    this.made = (long) number << 32;
    for (int i = 0; i < KEYS; i++) {
      keys.add(new KeyHistory(prefix + i));
    }
  }

  @Override
  public void once() throws IOException {
    KeyHistory key = keys.get(random.nextInt(KEYS));
    switch (random.nextInt(8)) {
      case 0, 1 -> put(key);
      case 2 -> delete(key);
      case 3 -> list();
      default -> get(key);
    }
  }

  private void put(KeyHistory key) throws IOException {
    Content content = new Content(made++, 100 + random.nextInt(40_000));
    key.begin(Optional.of(content));
    RawRequest request =
        RawRequest.of("PUT", RawS3.path(bucket, key.key()))
            .with("content-type", "text/x-" + content.label())
            .with("x-amz-meta-content", content.label());
    expect(200, connection.call(request, content.bytes()));
    key.acknowledge();
  }

  private void delete(KeyHistory key) throws IOException {
    key.begin(Optional.empty());
    RawRequest request = RawRequest.of("DELETE", RawS3.path(bucket, key.key()));
    expect(204, connection.call(request, new byte[0]));
    key.acknowledge();
  }

  private void list() throws IOException {
    String target = "/" + bucket + "?list-type=2&prefix=" + RawS3.encode(prefix, false);
    RawResponse answer = connection.call(RawRequest.of("GET", target), new byte[0]);
    expect(200, answer);
    long there = keys.stream().filter(key -> key.content().isPresent()).count();
    assertEquals(there, answer.text().split("<Contents>", -1).length - 1, answer::text);
  }

  private void get(KeyHistory key) throws IOException {
    RawRequest request = RawRequest.of("GET", RawS3.path(bucket, key.key()));
    RawResponse answer = connection.call(request, new byte[0]);
    if (key.content().isEmpty()) {
      expect(404, answer);
    } else {
      expect(200, answer);
      assertArrayEquals(key.content().get().bytes(), answer.body(), key.key());
    }
  }

  private static void expect(int status, RawResponse answer) {
    if (answer.status() != status) {
      throw new RefusedException(answer);
    }
  }

  /** Looks, after everything, whether what was acknowledged is there. */
  void settle(PlainS3 s3) {
    for (KeyHistory key : keys) {
      boolean unused =
          key.settle(s3.get(key.key()).map(PlainS3.Found::content), ", after the load");
    }
  }

  @Override
  public int pause() {
    return PAUSE;
  }

  @Override
  public void disconnect() throws IOException {
    connection.close();
  }
}
