package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.VaultDirectory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PathCommandTest {

  private final Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  PathCommandTest(@TempDir Path data) {
    this.data = data;
  }

  @BeforeEach
  void createVault() throws IOException {
    VaultDirectory.open(data);
  }

  @Test
  void decryptsWhatItEncrypts() {
    for (String key : List.of("a", "docs/plan.txt", "a//b", "/", "a/", "%2F", "é", "with space")) {
      String stored = succeed("encrypt", "s3://photos/" + key);
      assertTrue(stored.matches("s3://photos/[A-Za-z0-9_/-]+"), stored);
      assertEquals("s3://photos/" + key, succeed("decrypt", stored));
    }
  }

  @Test
  void translatesDirectories() {
    String object = succeed("encrypt", "s3://photos/a/b/c");
    String directory = succeed("encrypt", "--directory", "s3://photos/a/b/");
    assertTrue(object.startsWith(directory) && directory.endsWith("/"));
    assertEquals("s3://photos/a/b/", succeed("decrypt", directory));
  }

  @Test
  void explainsBothWays() throws IOException {
    String text = succeed("explain", "s3://photos/docs/plan.txt");
    assertEquals(4, text.lines().count());
    assertTrue(text.contains("directory  docs      "), text);
    String stored = succeed("encrypt", "s3://photos/docs/plan.txt");
    assertEquals(text, succeed("explain", "--stored", stored));
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(succeed("explain", "--json", "s3://photos/docs/plan.txt"));
    assertEquals("docs/plan.txt", json.get("key").asText());
    assertEquals("docs", json.get("components").get(0).get("plaintext").asText());
    assertEquals(stored, "s3://photos/" + json.get("stored").asText());
  }

  @Test
  void escapesControlCharactersForTheEyeOnly() throws IOException {
    String stored = succeed("encrypt", "s3://photos/a\n\u001b[2J\u202e");
    assertEquals("s3://photos/a\\u{a}\\u{1b}[2J\\u{202e}", succeed("decrypt", stored));
    JsonNode json = JsonMapper.builder().build().readTree(succeed("decrypt", "--json", stored));
    assertEquals("a\n\u001b[2J\u202e", json.get("key").asText());
  }

  @Test
  void refusesWhatTheVaultDidNotMake() {
    String stored = succeed("encrypt", "s3://photos/a");
    for (String foreign :
        List.of(stored + "A", stored + "/", stored.replace("photos", "music"), "s3://photos/a")) {
      assertTrue(refuse(1, "decrypt", foreign).contains("did not make"));
      assertTrue(refuse(1, "explain", "--stored", foreign).contains("did not make"));
    }
  }

  @Test
  void refusesWhatIsNoObjectKey() {
    assertTrue(refuse(1, "encrypt", "s3://photos/").contains("1 to 1024"));
    assertTrue(refuse(1, "encrypt", "s3://photos/" + "a".repeat(753)).contains("too long"));
    assertTrue(refuse(1, "encrypt", "--directory", "s3://photos/a").contains("slash"));
  }

  @Test
  void refusesWrongUsageWithStatusTwo() {
    for (String path : List.of("photos/a", "s3://photos", "s3:///a", "s3://", "")) {
      assertTrue(refuse(2, "encrypt", path).contains("s3://bucket/path"));
    }
    assertFalse(refuse(2, "encrypt").isEmpty());
    assertFalse(refuse(2, "unknown", "s3://photos/a").isEmpty());
    assertEquals(2, run(List.of("path")));
    assertEquals(2, run(List.of()));
    assertEquals(2, run(List.of("path", "encrypt", "s3://photos/a")));
  }

  @Test
  void neverCreatesAVault() throws IOException {
    Path nothing = data.resolve("nothing");
    assertEquals(1, run(List.of("path", "encrypt", "--data", nothing.toString(), "s3://photos/a")));
    assertFalse(Files.exists(nothing));
    Files.delete(data.resolve(VaultDirectory.KEY_FILE));
    assertTrue(refuse(1, "encrypt", "s3://photos/a").contains("restore your backup"));
  }

  @Test
  void showsAnExampleInEveryHelp() {
    for (String command : List.of("encrypt", "decrypt", "explain")) {
      String help = succeed(command, "--help");
      assertTrue(help.contains("Example:") && help.contains("Exit status:"), help);
    }
  }

  private String succeed(String command, String... arguments) {
    List<String> all = arguments(command, arguments);
    assertEquals(0, run(all), () -> err.toString());
    assertEquals("", err.toString());
    return out.toString().stripTrailing();
  }

  private String refuse(int status, String command, String... arguments) {
    assertEquals(status, run(arguments(command, arguments)));
    assertEquals("", out.toString());
    return err.toString();
  }

  private List<String> arguments(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("path", command, "--data", data.toString()));
    all.addAll(List.of(arguments));
    return all;
  }

  private int run(List<String> arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Keytool.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments.toArray(new String[0]));
  }
}
