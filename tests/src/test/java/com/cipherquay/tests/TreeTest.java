package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A real tree of thousands of files goes up, is listed, and comes down byte for byte. */
@ForEverySubject
final class TreeTest {

  private static final int THREADS = 4;

  private final S3Client s3;
  private final String bucket;

  TreeTest(Subject subject) {
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  @Test
  void a_real_tree_comes_back() throws Exception {
    RealTree tree = RealTree.find(2000, 2500);

    forEach(
        tree,
        file ->
            s3.putObject(r -> r.bucket(bucket).key(tree.key(file)), RequestBody.fromFile(file)));

    assertEquals(sizesOnDisk(tree), sizesListed());
    forEach(
        tree,
        file ->
            assertArrayEquals(
                read(file),
                s3.getObjectAsBytes(r -> r.bucket(bucket).key(tree.key(file))).asByteArray(),
                file::toString));
  }

  private static Map<String, Long> sizesOnDisk(RealTree tree) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (Path file : tree.files()) {
      sizes.put(tree.key(file), Files.size(file));
    }
    assertTrue(sizes.size() >= 2000);
    return sizes;
  }

  private Map<String, Long> sizesListed() {
    Map<String, Long> sizes = new TreeMap<>();
    s3.listObjectsV2Paginator(r -> r.bucket(bucket))
        .contents()
        .forEach(object -> sizes.put(object.key(), object.size()));
    return sizes;
  }

  /** What to do with one file. */
  @FunctionalInterface
  private interface Step {
    void on(Path file);
  }

  private static void forEach(RealTree tree, Step step) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Void> done :
          threads.invokeAll(tree.files().stream().map(file -> call(step, file)).toList())) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Void> call(Step step, Path file) {
    return Executors.callable(() -> step.on(file), null);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
