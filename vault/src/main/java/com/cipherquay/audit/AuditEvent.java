package com.cipherquay.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened, as a line of JSON. Details are public: ids, counts and times, never a
 * secret or the name of an object. Immutable.
 */
public final class AuditEvent {

  private static final JsonFactory JSON = new JsonFactory();

  private final String name;
  private final Map<String, Object> details;

  private AuditEvent(String name, Map<String, Object> details) {
    this.name = name;
    this.details = details;
  }

  /**
   * An event without details.
   *
   * @param name what it was done to, and what was done: {@code vault.rotated}
   */
  public static AuditEvent of(String name) {
    return new AuditEvent(name, Map.of());
  }

  /**
   * The same event with one more detail.
   *
   * @param value written as JSON writes it if it is a number or a truth value, else as text
   */
  public AuditEvent with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(key, value);
    return new AuditEvent(name, more);
  }

  /** The line, with the time, the process and the user that runs it; it ends in a line feed. */
  public byte[] line(Instant time) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      try (JsonGenerator fields = JSON.createGenerator(line)) {
        fields.writeStartObject();
        fields.writeStringField("time", time.toString());
        fields.writeStringField("event", name);
        fields.writeNumberField("process", ProcessHandle.current().pid());
        fields.writeStringField("user", System.getProperty("user.name", ""));
        for (Map.Entry<String, Object> detail : details.entrySet()) {
          write(fields, detail.getKey(), detail.getValue());
        }
        fields.writeEndObject();
        fields.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toByteArray();
  }

  private static void write(JsonGenerator fields, String key, Object value) throws IOException {
    if (value instanceof Long || value instanceof Integer) {
      fields.writeNumberField(key, ((Number) value).longValue());
    } else if (value instanceof Boolean truth) {
      fields.writeBooleanField(key, truth);
    } else {
      fields.writeStringField(key, value.toString());
    }
  }
}
