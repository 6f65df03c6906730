package com.cipherquay.tests.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process of this machine takes of it, and the most that it may. */
final class Resources {

  /** The heap of 256 MiB, and what a Java needs beside it. */
  private static final long MOST_KIB = 700 << 10;

  private static final long MOST_THREADS = 300;
  private static final long MOST_FILES = 500;

  private final Path process;
  private long memory;
  private long threads;
  private long files;

  Resources(long pid) {
    this.process = Path.of("/proc", Long.toString(pid));
  }

  void sample() throws IOException {
    for (String line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        memory = Math.max(memory, number(line));
      } else if (line.startsWith("Threads:")) {
        threads = Math.max(threads, number(line));
      }
    }
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      files = Math.max(files, open.count());
    }
    if (memory > MOST_KIB || threads > MOST_THREADS || files > MOST_FILES) {
      throw new AssertionError("the proxy takes too much: " + this);
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  /** The most of each that was seen. */
  @Override
  public String toString() {
    return "%d MiB of memory, %d threads, %d files".formatted(memory >> 10, threads, files);
  }
}
