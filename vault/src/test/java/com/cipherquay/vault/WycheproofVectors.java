package com.cipherquay.vault;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The vectors of one file of Project Wycheproof, which {@code tests/wycheproof/run.sh} fetches. */
final class WycheproofVectors {

  private static final String FOLDER = "cipherquay.wycheproof";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One vector.
   *
   * @param group what all vectors of its group have
   * @param test its own
   */
  record Vector(JsonNode group, JsonNode test) {

    /** A number of the group, in bits. */
    int size(String name) {
      return group.path(name).intValue();
    }

    byte[] bytes(String name) {
      JsonNode value = test.path(name);
      if (!value.isTextual()) {
        throw new IllegalArgumentException("no " + name + " in " + this);
      }
      return HexFormat.of().parseHex(value.textValue());
    }

    int number(String name) {
      return test.path(name).intValue();
    }

    boolean isValid() {
      return switch (test.path("result").asText()) {
        case "valid" -> true;
        case "invalid" -> false;
        default -> throw new IllegalArgumentException("neither valid nor invalid: " + this);
      };
    }

    @Override
    public String toString() {
      return "vector " + test.path("tcId") + " " + test.path("comment") + " " + test.path("flags");
    }
  }

  private WycheproofVectors() {}

  /** All vectors of a file. */
  static List<Vector> read(String file) throws IOException {
    String folder =
        requireNonNull(
            System.getProperty(FOLDER), "no -D" + FOLDER + "=FOLDER: use tests/wycheproof/run.sh");
    JsonNode document = JSON.readTree(Path.of(folder, file).toFile());
    List<Vector> vectors = new ArrayList<>();
    for (JsonNode group : document.path("testGroups")) {
      for (JsonNode test : group.path("tests")) {
        vectors.add(new Vector(group, test));
      }
    }
    if (vectors.size() != document.path("numberOfTests").intValue()) {
      throw new IOException(file + " has " + vectors.size() + " vectors, and says otherwise");
    }
    return vectors;
  }
}
