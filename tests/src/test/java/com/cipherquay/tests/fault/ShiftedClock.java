package com.cipherquay.tests.fault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import com.cipherquay.tests.ProxyProcess;
import com.cipherquay.tests.RawS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.awaitility.Awaitility;

/**
 * The time of day as a process sees it, which jumps when it is told to: Debian's {@code faketime}
 * between the process and the clock of the machine. What only counts, goes on counting.
 */
final class ShiftedClock implements InstantSource {

  private final Path file;
  private Duration shift = Duration.ZERO;

  ShiftedClock(Path folder) throws IOException {
    this.file = folder.resolve("clock");
    set(Duration.ZERO);
  }

  /** The same process, by this clock. */
  ProxyProcess.Setup of(ProxyProcess.Setup setup) {
    return setup
        .with("LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1")
        .with("FAKETIME_TIMESTAMP_FILE", file.toString())
        .with("FAKETIME_CACHE_DURATION", "1")
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .with("NO_FAKE_STAT", "1")
        // Else every wait for a time ends at once, and is begun again.
        .with("FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /** Sets it to so long after the clock of the machine; a process sees that within a second. */
  void set(Duration after) throws IOException {
    Path next = file.resolveSibling("clock.next");
    Files.writeString(next, (after.isNegative() ? "" : "+") + after.toSeconds() + "\n");
    Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    shift = after;
  }

  /** Lets the clock of a running proxy jump. Without the library it never does. */
  void jump(ProxyProcess proxy, Duration after) throws IOException {
    set(after);
    RawS3 raw = new RawS3(proxy.endpoint(), this);
    Awaitility.await("faketime is installed")
        .atMost(Duration.ofSeconds(10))
        .until(() -> isClose(raw.call("GET", "/").header("date").orElse("")));
  }

  /** As on a machine that slept: the process stands still, and it is so much later then. */
  void sleep(ProxyProcess proxy, Duration time) throws IOException, InterruptedException {
    signal(proxy, "-STOP");
    set(shift.plus(time));
    signal(proxy, "-CONT");
    jump(proxy, shift);
  }

  private static void signal(ProxyProcess proxy, String signal)
      throws IOException, InterruptedException {
    String[] command = {"kill", signal, Long.toString(proxy.pid())};
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("no " + signal);
    }
  }

  private boolean isClose(String date) {
    Instant there = RFC_1123_DATE_TIME.parse(date, Instant::from);
    return Duration.between(there, instant()).abs().compareTo(Duration.ofSeconds(30)) < 0;
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(shift);
  }
}
