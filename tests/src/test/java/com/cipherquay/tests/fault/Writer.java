package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes to some keys below a prefix of its own, everything that changes an object in turn, and
 * knows what must be there. Used by one thread at a time.
 */
final class Writer {

  private static final int KEYS = 5;

  /** Around the limits of the local store's index and of segments. */
  private static final int[] SIZES = {0, 1, 1000, 32_000, 33_000, 65_520, 65_521, 200_000};

  private final String prefix;
  private final Random random;
  private final List<KeyHistory> keys = new ArrayList<>();
  private Optional<UploadHistory> upload = Optional.empty();
  private long made;
  private long acknowledged;
  private long cutOff;

  Writer(int number, long seed) {
    this.prefix = "w" + number + "/";
    this.random = new Random(seed + number);
    this.made = (long) number << 32;
    for (int i = 0; i < KEYS; i++) {
      keys.add(new KeyHistory(prefix + "d" + i % 2 + "/k" + i));
    }
  }

  /** How many operations were acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  /** How many keys were under way when the proxy was killed. */
  long cutOff() {
    return cutOff;
  }

  /** How many objects there are. */
  long present() {
    return keys.stream().filter(key -> key.content().isPresent()).count();
  }

  /**
   * One operation.
   *
   * @throws java.io.UncheckedIOException if the proxy is gone
   */
  void write(PlainS3 s3) {
    KeyHistory key = anyKey();
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> change(key, Optional.of(content()), s3);
      case 3 -> putChunked(key, s3);
      case 4 -> change(key, Optional.empty(), s3);
      case 5 -> deleteSome(s3);
      case 6, 7 -> copy(key, s3);
      default -> upload(key, s3);
    }
    acknowledged++;
  }

  private void change(KeyHistory key, Optional<Content> next, PlainS3 s3) {
    key.begin(next);
    if (next.isPresent()) {
      s3.put(key.key(), next.get());
    } else {
      s3.delete(key.key());
    }
    key.acknowledge();
  }

  private void putChunked(KeyHistory key, PlainS3 s3) {
    Content content = content();
    key.begin(Optional.of(content));
    s3.putChunked(key.key(), content);
    key.acknowledge();
  }

  private void deleteSome(PlainS3 s3) {
    List<KeyHistory> some = keys.subList(random.nextInt(2), 2 + random.nextInt(2));
    some.forEach(key -> key.begin(Optional.empty()));
    s3.delete(some.stream().map(KeyHistory::key).toList());
    some.forEach(KeyHistory::acknowledge);
  }

  private void copy(KeyHistory to, PlainS3 s3) {
    KeyHistory from = anyKey();
    if (from.content().isEmpty() || from.equals(to)) {
      return;
    }
    to.begin(from.content());
    s3.copy(from.key(), to.key());
    to.acknowledge();
  }

  private void upload(KeyHistory key, PlainS3 s3) {
    if (upload.isEmpty()) {
      Content content = content();
      Content large = new Content(content.number(), Content.PART + content.size());
      upload = Optional.of(UploadHistory.create(s3, key, random.nextInt(4) == 0 ? large : content));
    } else if (!upload.get().hasAllParts()) {
      upload.get().putNextPart(s3);
    } else {
      if (random.nextInt(4) == 0) {
        upload.get().abort(s3);
      } else {
        upload.get().complete(s3);
      }
      upload = Optional.empty();
    }
  }

  private KeyHistory anyKey() {
    return keys.get(random.nextInt(KEYS));
  }

  private Content content() {
    return new Content(made++, SIZES[random.nextInt(SIZES.length)] + random.nextInt(3));
  }

  /**
   * Looks at everything that may be there, and takes that for what is.
   *
   * @param when for the message of a failure
   */
  void settle(PlainS3 s3, String when) {
    Map<String, String> expected = new TreeMap<>();
    for (KeyHistory key : keys) {
      Optional<PlainS3.Found> found = s3.get(key.key());
      cutOff += key.settle(found.map(PlainS3.Found::content), when) ? 1 : 0;
      found.ifPresent(it -> expected.put(key.key(), PlainS3.line(it)));
    }
    assertEquals(expected, s3.list(prefix), when);
    settleUploads(s3, when);
  }

  private void settleUploads(PlainS3 s3, String when) {
    Map<String, String> listed = s3.uploads(prefix);
    upload = upload.filter(it -> it.settle(s3, listed.containsKey(it.id())));
    Set<String> known = new TreeSet<>();
    upload.ifPresent(it -> known.add(it.id()));
    // Whoever did not learn the id of an upload can only end it.
    listed.keySet().removeAll(known);
    listed.forEach((id, key) -> s3.abort(key, id));
    assertEquals(known, s3.uploads(prefix).keySet(), when);
  }

  /** Deletes everything of its own. */
  void end(PlainS3 s3) {
    upload.ifPresent(it -> it.abort(s3));
    upload = Optional.empty();
    keys.forEach(key -> change(key, Optional.empty(), s3));
    assertEquals(Map.of(), s3.list(prefix));
    assertEquals(Map.of(), s3.uploads(prefix));
  }
}
