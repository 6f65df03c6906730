package com.cipherquay.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {

  @TempDir private Path folder = Path.of("");

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readString(folder.resolve(AuditLog.FILE)).split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(JsonMapper.builder().build().readTree(line));
      }
    }
    return lines;
  }

  @Test
  void aLineIsOneJsonObjectWhateverIsInIt() {
    Instant time = Instant.parse("2026-01-02T03:04:05Z");
    AuditEvent event =
        AuditEvent.of("vault.rotated")
            .with("epoch", 2)
            .with("of", 1L << 40)
            .with("first", false)
            .with("odd", "line\nfeed \"quoted\" \u0000");
    String expected =
        "{\"time\":\"2026-01-02T03:04:05Z\",\"event\":\"vault.rotated\",\"process\":%d,\"user\":\"%s\",\"epoch\":2,\"of\":1099511627776,\"first\":false,\"odd\":\"line\\nfeed \\\"quoted\\\" \\u0000\"}\n"
            .formatted(ProcessHandle.current().pid(), System.getProperty("user.name", ""));
    assertEquals(expected, new String(event.line(time), UTF_8));
  }

  @Test
  void linesComeAtTheEndOfWhatIsThere() throws IOException {
    Files.writeString(folder.resolve(AuditLog.FILE), "{\"event\":\"before\"}\n");
    AuditLog.in(folder).append(AuditEvent.of("one"));
    try (OutputStream stream = AuditLog.in(folder).stream()) {
      stream.write(AuditEvent.of("two").line(Instant.EPOCH));
      AuditLog.in(folder).append(AuditEvent.of("three"));
      stream.write(AuditEvent.of("four").line(Instant.EPOCH));
    }
    List<String> events = lines().stream().map(line -> line.get("event").asText()).toList();
    assertEquals(List.of("before", "one", "two", "three", "four"), events);
  }

  @Test
  void linesOfManyWritersAreWhole() throws Exception {
    int writers = 4;
    int each = 50;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        running.add(threads.submit(() -> write(number, each)));
      }
      for (Future<?> writing : running) {
        writing.get();
      }
    } finally {
      threads.shutdownNow();
    }
    Set<String> seen = new HashSet<>();
    lines().forEach(line -> seen.add(line.get("writer") + "/" + line.get("line")));
    assertEquals(writers * each, seen.size());
  }

  private @Nullable Void write(int writer, int lines) throws IOException {
    for (int i = 0; i < lines; i++) {
      AuditLog.in(folder).append(AuditEvent.of("x").with("writer", writer).with("line", i));
    }
    return null;
  }

  @Test
  void onlyTheOwnerReadsIt() throws IOException {
    AuditLog.in(folder).append(AuditEvent.of("x"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve(AuditLog.FILE))));
  }

  @Test
  void aLostLineIsAnError() throws IOException {
    Files.createDirectory(folder.resolve(AuditLog.FILE));
    IOException lost =
        assertThrows(IOException.class, () -> AuditLog.in(folder).append(AuditEvent.of("x")));
    String message = String.valueOf(lost.getMessage());
    assertTrue(message.startsWith("what was done could not be noted in "), message);
  }
}
