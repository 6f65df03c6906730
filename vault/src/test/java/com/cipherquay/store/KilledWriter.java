package com.cipherquay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link CrashingWriter} in a process of its own, and its end. */
final class KilledWriter {

  private static final int SIGKILL_EXIT = 128 + 9;

  /** Twelve lines of a report: what is begun, and what is done. */
  private static final int LEAST = 12 * 6;

  private KilledWriter() {}

  /**
   * Lets a writer write, and kills it.
   *
   * @param temporary where it may leave files
   * @param acknowledged the last step of every slot that is done
   * @param millis how long it may write
   * @return what it said
   */
  static ByteBuffer run(Path temporary, Path directory, int[] acknowledged, int millis)
      throws Exception {
    Path report = temporary.resolve("report");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                // SQLite's library is unpacked here, and a killed process does not clean up.
                "-Dorg.sqlite.tmpdir=" + temporary,
                CrashingWriter.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(report.toFile())
            .start();
    try (DataOutputStream out = new DataOutputStream(writer.getOutputStream())) {
      for (int step : acknowledged) {
        out.writeInt(step + 1);
      }
    }
    // On a busy machine some time alone is no promise that anything was written.
    while (Files.size(report) < LEAST && writer.isAlive()) {
      Thread.sleep(2);
    }
    StoreException busy = assertThrows(StoreException.class, () -> LocalStore.open(directory));
    assertEquals(StoreFault.BUSY, busy.fault());
    Thread.sleep(millis);
    writer.destroyForcibly();
    assertEquals(SIGKILL_EXIT, writer.waitFor());
    return ByteBuffer.wrap(Files.readAllBytes(report));
  }
}
