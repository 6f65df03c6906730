package com.cipherquay.tests.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process has in use, as Linux says. */
record ProcessGauge(long pid) {

  /** Open files and sockets. */
  long handles() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return all.count();
    }
  }

  long threads() throws IOException {
    return status("Threads:");
  }

  /** Memory that is resident, in KiB. */
  long residentKib() throws IOException {
    return status("VmRSS:");
  }

  private long status(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IllegalStateException("no " + field);
  }
}
