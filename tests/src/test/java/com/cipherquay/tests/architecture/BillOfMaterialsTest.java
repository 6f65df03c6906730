package com.cipherquay.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build says that the programs are made of is what lies beside them. */
final class BillOfMaterialsTest {

  private static final Path KEYTOOL =
      Path.of(System.getProperty("cipherquay.root", "..")).resolve("keytool/target");

  private static JsonNode components() throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readAllBytes(KEYTOOL.resolve("bom.json")))
        .path("components");
  }

  @Test
  void it_has_every_library_and_no_other() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : components()) {
      listed.add(component.path("name").asText() + "-" + component.path("version").asText());
    }
    Set<String> there;
    try (Stream<Path> files = Files.list(KEYTOOL.resolve("lib"))) {
      there =
          files
              .map(file -> file.getFileName().toString().replaceFirst("\\.jar$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertTrue(there.size() > 30, there::toString);
    assertEquals(there, listed);
  }

  @Test
  void each_can_be_looked_up() throws IOException {
    for (JsonNode component : components()) {
      String purl = component.path("purl").asText();
      assertTrue(purl.startsWith("pkg:maven/"), component::toString);
      boolean ours = purl.startsWith("pkg:maven/com.cipherquay/");
      assertTrue(ours || component.path("hashes").size() > 0, component::toString);
    }
  }
}
