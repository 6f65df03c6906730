package com.cipherquay.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No line is lost, however it is written. */
class LogOutputTest {

  @TempDir Path folder;

  @Test
  void aLineIsGatheredButNotForLong() throws Exception {
    Path file = folder.resolve("log");
    try (LogOutput log = LogOutput.toFile(file)) {
      log.write("first\n".getBytes(UTF_8));
      log.write("second\n".getBytes(UTF_8));
      await().until(() -> Files.readString(file).equals("first\nsecond\n"));
    }
  }

  @Test
  void whatIsFlushedTakesWhatWasGatheredAlong() throws IOException {
    Path file = folder.resolve("log");
    try (LogOutput log = LogOutput.toFile(file)) {
      log.write("gathered\n".getBytes(UTF_8));
      log.write("urgent\n".getBytes(UTF_8));
      log.flush();
      assertEquals("gathered\nurgent\n", Files.readString(file));
    }
  }

  @Test
  void closingWritesEverythingAndLaterLinesAtOnce() throws IOException {
    Path file = folder.resolve("log");
    Files.writeString(file, "from before\n");
    LogOutput log = LogOutput.toFile(file);
    log.write("gathered\n".getBytes(UTF_8));
    log.close();
    assertEquals("from before\ngathered\n", Files.readString(file));
    log.write("late\n".getBytes(UTF_8));
    assertEquals("from before\ngathered\nlate\n", Files.readString(file));
  }

  @Test
  void linesOfManyThreadsStayWhole() throws Exception {
    Path file = folder.resolve("log");
    String line = "x".repeat(300) + "\n";
    List<Thread> threads = new ArrayList<>();
    try (LogOutput log = LogOutput.toFile(file)) {
      for (int i = 0; i < 4; i++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int n = 0; n < 1000; n++) {
                    log.write(line.getBytes(UTF_8), 0, line.length());
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertEquals(line.repeat(4000), Files.readString(file));
  }

  @Test
  void aFileThatCanNotBeOpenedIsAnError() {
    assertThrows(IOException.class, () -> LogOutput.toFile(folder));
  }
}
