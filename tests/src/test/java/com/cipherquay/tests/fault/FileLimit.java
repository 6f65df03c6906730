package com.cipherquay.tests.fault;

import java.io.IOException;

/**
 * How large the files of a running process may become: the one trouble with disks that needs no
 * rights. Writing beyond it fails, in files that are open too; reading does not.
 */
record FileLimit(long pid) {

  /** Sets it: bytes, or {@code unlimited}. */
  void set(String bytes) throws IOException, InterruptedException {
    Process prlimit =
        new ProcessBuilder(
                "prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":unlimited")
            .inheritIO()
            .start();
    if (prlimit.waitFor() != 0) {
      throw new IOException("prlimit fails for " + pid);
    }
  }
}
