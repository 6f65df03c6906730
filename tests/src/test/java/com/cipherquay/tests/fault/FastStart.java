package com.cipherquay.tests.fault;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Options with which the product starts in half the time, for tests that start it some hundred
 * times: a compiler that is content early, and the classes of an earlier run in an archive.
 */
record FastStart(Path archive) {

  /** How long the first run may take to write its archive. */
  static final int STOP_SECONDS = 90;

  private static final String PLAIN =
      "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable";

  /** For the run that leaves the archive, at its orderly end. */
  String first() {
    return PLAIN + " -XX:ArchiveClassesAtExit=" + archive;
  }

  /** For those after it. */
  String next() {
    if (Files.notExists(archive)) {
      throw new IllegalStateException("the first run has left no " + archive);
    }
    return PLAIN + " -XX:SharedArchiveFile=" + archive;
  }
}
