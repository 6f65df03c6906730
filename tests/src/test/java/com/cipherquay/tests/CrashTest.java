package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The proxy is killed in the middle of writes: each object is an old or a new version, whole. */
final class CrashTest {

  private static final String BUCKET = "crashes";
  private static final int WRITERS = 4;

  private @TempDir Path folder = Path.of("");

  @Test
  void killed_twice() throws Exception {
    crash(2);
  }

  @Test
  @Tag("slow")
  void killed_thirty_times() throws Exception {
    crash(30);
  }

  private void crash(int rounds) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new Writer("dir/k" + i));
    }
    for (int round = 0; round < rounds; round++) {
      try (ProxyProcess proxy = start()) {
        S3Client s3 = Sdk.sync(proxy.endpoint());
        String when = "seed " + seed + ", round " + round;
        if (round == 0) {
          s3.createBucket(r -> r.bucket(BUCKET));
        }
        check(s3, writers, when);
        List<Thread> running = writers.stream().map(writer -> writer.start(s3)).toList();
        Thread.sleep(300 + random.nextInt(900));
        proxy.kill();
        for (Thread thread : running) {
          thread.join();
        }
      }
    }
    try (ProxyProcess proxy = start()) {
      check(Sdk.sync(proxy.endpoint()), writers, "seed " + seed + ", at the end");
      writers.forEach(writer -> assertTrue(writer.acknowledged > 0, writer.key + " was written"));
    }
  }

  private ProxyProcess start() {
    return ProxyProcess.start(ProxyProcess.Setup.local(folder.resolve("data")));
  }

  private static void check(S3Client s3, List<Writer> writers, String when) {
    List<S3Object> listed = s3.listObjectsV2(r -> r.bucket(BUCKET)).contents();
    long expected = 0;
    for (Writer writer : writers) {
      expected += writer.check(s3, when) ? 1 : 0;
    }
    assertEquals(expected, listed.size(), when);
  }

  /** Writes version after version of one object until the proxy is gone. */
  private static final class Writer {

    private final String key;
    private int acknowledged;
    private int attempted;

    Writer(String key) {
      this.key = key;
    }

    Thread start(S3Client s3) {
      Thread thread = new Thread(() -> write(s3), key);
      thread.start();
      return thread;
    }

    private void write(S3Client s3) {
      boolean alive = true;
      while (alive) {
        alive = writeNext(s3);
      }
    }

    /** False once the proxy is gone. */
    private boolean writeNext(S3Client s3) {
      attempted++;
      byte[] body = version(attempted);
      try {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(body));
        acknowledged = attempted;
        return true;
      } catch (SdkException e) {
        return false;
      }
    }

    /**
     * Whether the object exists; fails if it is not the last acknowledged version or a later one.
     */
    boolean check(S3Client s3, String when) {
      boolean exists = !s3.listObjectsV2(r -> r.bucket(BUCKET).prefix(key)).contents().isEmpty();
      if (!exists) {
        assertEquals(0, acknowledged, () -> key + " is lost, " + when);
        return false;
      }
      byte[] body = s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
      int found = body.length / 100;
      assertTrue(
          found >= acknowledged && found <= attempted,
          () ->
              key
                  + " is version "
                  + found
                  + " of "
                  + acknowledged
                  + ".."
                  + attempted
                  + ", "
                  + when);
      assertArrayEquals(version(found), body, () -> key + ", " + when);
      acknowledged = found;
      return true;
    }

    /** Every version has a length of its own; some are inside one segment, some are not. */
    private static byte[] version(int version) {
      return Bodies.of(version * 100);
    }
  }
}
