package com.cipherquay.keytool;

import com.cipherquay.keyset.AtomicFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a long run stands, in a file that is there only while it is not finished: who starts the
 * same again goes on there. Readable by its owner only. Used by one thread.
 */
final class ResumeFile {

  /** After this time a bucket is not what it was, and a run begins anew. */
  private static final Duration LIFE = Duration.ofDays(7);

  /** How often it is written at most. */
  private static final Duration EVERY = Duration.ofMillis(500);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A place in a run.
   *
   * @param bucket the one in work
   * @param after the last stored name that was done; may be empty
   */
  record Position(String bucket, String after) {

    static final Position START = new Position("", "");
  }

  private final Path file;
  private final String run;
  private Instant started = Instant.now();
  private Instant written = Instant.EPOCH;

  /**
   * The file of a run.
   *
   * @param run what tells it from every other: where one differs, it is not continued
   */
  ResumeFile(Path file, String run) {
    this.file = file;
    this.run = run;
  }

  Path file() {
    return file;
  }

  /** When the run began. */
  Instant started() {
    return started;
  }

  /**
   * Where to begin.
   *
   * @param report takes what was counted and found before
   * @throws IOException if the file is that of another run
   */
  Position position(PassReport report) throws IOException {
    if (!Files.exists(file)) {
      return Position.START;
    }
    JsonNode state = read();
    if (!run.equals(state.path("run").asText())) {
      throw new IOException(
          file
              + " is the state of another run: finish that one, or name another file or remove it");
    }
    try {
      Instant began = Instant.parse(state.path("started").asText());
      if (began.plus(LIFE).isBefore(started)) {
        return Position.START;
      }
      started = began;
      Map<String, Long> counts = JSON.convertValue(state.path("counts"), new TypeReference<>() {});
      counts.forEach(report::count);
      for (JsonNode finding : state.path("findings")) {
        report.find(Finding.of(JSON.convertValue(finding, new TypeReference<>() {})));
      }
      for (JsonNode note : state.path("notes")) {
        report.note(Finding.of(JSON.convertValue(note, new TypeReference<>() {})));
      }
      return new Position(state.path("bucket").asText(), state.path("after").asText());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException(file + " is damaged: remove it to begin anew", e);
    }
  }

  private JsonNode read() throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no state of a run: name another file or remove it", e);
    }
  }

  /** Notes that everything up to a place is done. */
  void note(Position position, PassReport report) throws IOException {
    Instant now = Instant.now();
    if (written.plus(EVERY).isAfter(now)) {
      return;
    }
    written = now;
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("run", run);
    state.put("started", started.toString());
    state.put("bucket", position.bucket());
    state.put("after", position.after());
    state.putAll(report.fields());
    AtomicFile.replace(file, JSON.writeValueAsBytes(state));
  }

  /** Removes it: the run is finished. */
  void finish() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".bak"));
  }
}
