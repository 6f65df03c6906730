package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.StorageClass;
import com.cipherquay.vault.ListPage.ListedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineSorterTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901234Z");

  @TempDir private Path folder;

  private static ListedObject object(int i) {
    String key = "dir/%07d".formatted(i) + "é".repeat(i % 5);
    StorageClass kept = i % 3 == 0 ? StorageClass.STANDARD : new StorageClass("CLASS" + i % 7);
    return new ListedObject(new ObjectKey(key), "tag" + i + "-cq", 1L << (i % 50), TIME, kept);
  }

  private SortedRun sort(List<Integer> numbers, long memory) throws IOException {
    try (LineSorter sorter =
        LineSorter.begin(new SpillFolder(folder.resolve("spill")), SortMemory.of(memory))) {
      for (int i : numbers) {
        sorter.add(
            i % 10 == 0
                ? SortedLine.ofDirectory("%07d/".formatted(i))
                : SortedLine.ofObject("dir/", object(i)));
      }
      return sorter.finish();
    }
  }

  private static List<Integer> shuffled(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, new Random(count));
    return numbers;
  }

  private static void assertSorted(int count, SortedRun run) throws IOException {
    LineCursor lines = run.all();
    for (int i = 0; i < count; i++) {
      SortedLine line = lines.line();
      assertEquals(i % 10 == 0, line.isDirectory());
      if (line.isDirectory()) {
        assertEquals("%07d/".formatted(i), line.name());
      } else {
        assertEquals(object(i), line.object("dir/" + line.name()));
      }
      lines.advance();
    }
    assertTrue(lines.isAtEnd());
  }

  /** Down to one line per file, which has runs of runs of runs merged. */
  @Test
  void sortsInAnyMemory() throws IOException {
    for (long memory : new long[] {1, 400, 20_000, 64 << 20}) {
      for (int count : new int[] {0, 1, 31, 32, 33, 3000}) {
        try (SortedRun run = sort(shuffled(count), memory)) {
          assertSorted(count, run);
        }
      }
    }
  }

  @Test
  void findsAnyPlaceInFilesAndInMemory() throws IOException {
    for (long memory : new long[] {20_000, 64 << 20}) {
      try (SortedRun run = sort(shuffled(5000), memory)) {
        for (int i = 1; i < 4990; i += 7) {
          String name = "%07d".formatted(i);
          assertTrue(run.from(name.getBytes(UTF_8)).line().name().startsWith(name));
          byte[] after = (name + "\uffff").getBytes(UTF_8);
          assertTrue(
              run.from(after).line().name().startsWith("%07d".formatted(i + 1)), "after " + name);
        }
        assertTrue(run.from("1".getBytes(UTF_8)).isAtEnd());
        assertEquals(memory > 20_000, run.fileBytes() == 0);
      }
    }
  }

  /** Sorted in a folder for its owner, where nothing can be found although the files are in use. */
  @Test
  void leavesNothingInTheFolder() throws IOException {
    try (SortedRun run = sort(shuffled(3000), 20_000)) {
      Path spill = folder.resolve("spill");
      assertTrue(run.fileBytes() > 0);
      if (spill.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        assertEquals(
            "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(spill)));
        try (Stream<Path> files = Files.list(spill)) {
          assertEquals(0, files.count());
        }
      }
      assertSorted(3000, run);
    }
  }

  @Test
  void manySortersHaveLessMemoryEach() {
    SortMemory memory = SortMemory.of(64 << 20);
    assertEquals(16 << 20, memory.quota());
    for (int i = 0; i < 100; i++) {
      memory.enter();
    }
    assertEquals((64 << 20) / 100, memory.quota());
    for (int i = 0; i < 10_000; i++) {
      memory.enter();
    }
    assertEquals(64 << 10, memory.quota());
  }
}
