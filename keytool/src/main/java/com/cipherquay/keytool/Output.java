package com.cipherquay.keytool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a command prints: text for people, JSON for programs. */
final class Output {

  private static final ObjectWriter JSON =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
  private static final ObjectWriter COMPACT = JsonMapper.builder().build().writer();

  @Option(names = "--json", description = "Print JSON, exact for names of any kind.")
  private boolean json;

  /** Prints one result, given in both forms. */
  void print(PrintWriter out, String text, Map<String, ?> fields) {
    out.println(json ? json(fields) : text);
    out.flush();
  }

  /** The JSON form, for people too. */
  static String json(Map<String, ?> fields) {
    return json(JSON, fields);
  }

  /** The JSON form in one line. */
  static String compact(Map<String, ?> fields) {
    return json(COMPACT, fields);
  }

  private static String json(ObjectWriter writer, Map<String, ?> fields) {
    try {
      return writer.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and lists have a JSON form", e);
    }
  }

  /** A name for the eye: control characters, which could deceive a terminal, are escaped. */
  static String visible(String name) {
    StringBuilder visible = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                visible.append(String.format("\\u{%x}", c));
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }
}
