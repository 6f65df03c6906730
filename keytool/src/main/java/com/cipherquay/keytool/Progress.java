package com.cipherquay.keytool;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Help.Ansi;

/**
 * Says on the standard error how far long work is: on a terminal in one line that changes, else in
 * a line now and then. Short work says nothing. Used by one thread.
 */
final class Progress {

  private static final Duration ON_TERMINAL = Duration.ofSeconds(1);
  private static final Duration ELSEWHERE = Duration.ofSeconds(15);

  private final PrintWriter err;
  private final boolean terminal;
  private Instant last = Instant.now();
  private boolean shown;

  private Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  static Progress on(PrintWriter err) {
    return new Progress(err, Ansi.AUTO.enabled());
  }

  void show(long objects, String where) {
    Instant now = Instant.now();
    if (last.plus(terminal ? ON_TERMINAL : ELSEWHERE).isAfter(now)) {
      return;
    }
    last = now;
    String line = objects + " objects, in " + Output.visible(where);
    if (terminal) {
      err.print("\r\u001b[K" + line);
      shown = true;
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Takes the line away. */
  void end() {
    if (shown) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
