package com.cipherquay.keytool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Decrypts the bodies of the frozen vault, without their metadata. */
final class ObjectDecryptCommandTest {

  private static final Path VAULT = Path.of("../tests/vaults/v1");
  private static final HexFormat HEX = HexFormat.of();

  private final Path directory;
  private final Path output;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  ObjectDecryptCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.output = directory.resolve("plaintext");
  }

  @Test
  void decryptsEveryObjectOfTheFrozenVault() throws IOException, NoSuchAlgorithmException {
    List<String> lines = Files.readAllLines(VAULT.resolve("objects.txt"), UTF_8);
    assertTrue(lines.size() > 9);
    for (String line : lines.subList(1, lines.size())) {
      String[] field = line.split("\t", -1);
      String key = new String(HEX.parseHex(field[2]), UTF_8);
      Path body = VAULT.resolve(field[0] + ".body");
      assertEquals(0, run("s3://" + field[1] + "/" + key, body), err::toString);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(output));
      assertEquals(field[5], HEX.formatHex(digest), key);
      assertEquals(output + ": " + field[4] + " bytes", out.toString().strip());
      Files.delete(output);
    }
  }

  @Test
  void decryptsObjectsOfPartsAndCopiesByTheirOrigin() throws IOException, NoSuchAlgorithmException {
    List<String> lines = Files.readAllLines(VAULT.resolve("copies.txt"), UTF_8);
    assertTrue(lines.size() > 5);
    int copies = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] field = line.split("\t", -1);
      String here = "s3://" + field[1] + "/" + new String(HEX.parseHex(field[2]), UTF_8);
      String origin = "s3://" + field[8] + "/" + new String(HEX.parseHex(field[9]), UTF_8);
      Path body = VAULT.resolve(field[7] + ".body");
      if (!here.equals(origin)) {
        copies++;
        assertEquals(1, run(here, body), line);
        assertTrue(err.toString().contains("If it is a copy"), err.toString());
      }
      assertEquals(0, run(origin, body), err::toString);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(output));
      assertEquals(field[5], HEX.formatHex(digest), line);
      Files.delete(output);
    }
    assertEquals(4, copies);
  }

  @Test
  void leavesNothingOfAnObjectOfPartsThatIsNotAuthentic() throws IOException {
    byte[] body = Files.readAllBytes(VAULT.resolve("20.body"));
    Path changed = directory.resolve("changed");
    int second = body.length - 1000 - 1000;
    for (int at : new int[] {0, 30, 200, 5_000_000, second, body.length - 400, body.length - 1}) {
      body[at] ^= 1;
      Files.write(changed, body);
      body[at] ^= 1;
      assertEquals(1, run("s3://frozen/parts/two", changed), "byte " + at);
    }
    Files.write(changed, Arrays.copyOf(body, body.length - 1));
    assertEquals(1, run("s3://frozen/parts/two", changed));
    Files.delete(changed);
    assertNothingLeft();
  }

  @Test
  void leavesNothingIfTheFileIsNotAuthentic() throws IOException {
    byte[] body = Files.readAllBytes(VAULT.resolve("08.body"));
    Path changed = directory.resolve("changed");
    for (int at :
        new int[] {0, 30, 147, 200, 70_000, 149_000, body.length - 200, body.length - 1}) {
      body[at] ^= 1;
      Files.write(changed, body);
      body[at] ^= 1;
      assertEquals(1, run("s3://frozen/x/y/z/many", changed), "byte " + at);
      assertTrue(err.toString().contains("not an authentic object"), err.toString());
    }
    for (int length : new int[] {0, 10, 148, 304, 65_536, body.length - 1}) {
      Files.write(changed, Arrays.copyOf(body, length));
      assertEquals(1, run("s3://frozen/x/y/z/many", changed), "cut at " + length);
    }
    Files.delete(changed);
    assertNothingLeft();
  }

  @Test
  void refusesAnotherNameThanThatOfTheObject() throws IOException {
    Path body = VAULT.resolve("02.body");
    for (String other :
        List.of("frozen/docs/hello.tx", "thawed/docs/hello.txt", "frozen/hello.txt")) {
      assertEquals(1, run("s3://" + other, body), other);
    }
    assertEquals(1, run("s3://frozen/docs/hello.txt", directory.resolve("missing")));
    assertTrue(err.toString().contains("there is no file"), err.toString());
    assertEquals(1, run("s3://frozen/", body));
    assertNothingLeft();
  }

  @Test
  void neverOverwrites() throws IOException {
    Files.writeString(output, "precious");
    assertEquals(1, run("s3://frozen/docs/hello.txt", VAULT.resolve("02.body")));
    assertTrue(err.toString().contains("exists already"), err.toString());
    assertEquals("precious", Files.readString(output));
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertFalse(left.findAny().isPresent());
    }
  }

  private int run(String path, Path file) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Keytool.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(
        "object",
        "decrypt",
        "--data",
        VAULT.toString(),
        "--output",
        output.toString(),
        path,
        file.toString());
  }
}
