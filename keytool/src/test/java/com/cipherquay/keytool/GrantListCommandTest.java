package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grants that a vault knows. */
final class GrantListCommandTest extends GrantShell {

  GrantListCommandTest(@TempDir Path data) {
    super(data);
  }

  private JsonNode list() throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(succeed("", "list", "--data", data.toString(), "--json"))
        .get("grants");
  }

  @Test
  void aRegisteredPairNeedsNoToken() throws IOException {
    String pair = create("--bucket", "b", "--allow", "read", "--expires", "+1h", "--register");
    assertFalse(pair.contains("sessionToken"), pair);
    assertEquals(0, ask(pair, "--get", "s3://b/k"));
    assertEquals(1, ask(pair, "--put", "s3://b/k"));
    assertEquals("yes", succeed(pair, "verify", "--data", data.toString()));
    assertTrue(list().get(0).get("registered").booleanValue());
    String plain = create("--bucket", "b", "--allow", "read", "--expires", "+1h", "--unlisted");
    assertEquals(1, list().size());
    String stripped = plain.replaceFirst("\"sessionToken\"[^,]*,", "");
    assertEquals(1, ask(stripped, "--get", "s3://b/k"));
    succeed(plain, "register", "--data", data.toString(), "--json");
    assertEquals(0, ask(stripped, "--get", "s3://b/k"));
    succeed(stripped, "revoke", "--data", data.toString());
    assertEquals(1, ask(stripped, "--get", "s3://b/k"));
    assertEquals(1, run(plain, "register", "--data", data.toString()));
    assertTrue(err.toString().contains("revoked"), err::toString);
  }

  @Test
  void theListIsATree() throws IOException {
    assertEquals("no grants", succeed("", "list", "--data", data.toString()));
    String grant = reader();
    String narrowed = succeed(grant, "restrict", "--allow", "read", "--json");
    String narrower = succeed(narrowed, "restrict", "--expires", "+1s", "--label", "Jo", "--json");
    succeed(narrower, "register", "--data", data.toString());
    assertEquals(1, list().size());
    JsonNode child = list().get(0).get("narrowed").get(0);
    assertEquals("Jo", child.get("links").get(2).get("label").textValue());
    succeed(narrowed, "register", "--data", data.toString());
    JsonNode between = list().get(0).get("narrowed").get(0);
    assertEquals(
        child.get("grantId"), between.get("narrowed").get(0).get("grantId"), list().toString());
    succeed(narrowed, "revoke", "--data", data.toString());
    assertEquals("valid", list().get(0).get("status").textValue());
    assertEquals("revoked", list().get(0).get("narrowed").get(0).get("status").textValue());
    List<String> lines = succeed("", "list", "--data", data.toString()).lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(2).startsWith("    ") && lines.get(2).endsWith("Jo"), lines::toString);
  }

  @Test
  void howLongObjectsLast() throws IOException {
    String grant =
        create("--bucket", "b", "--allow", "write", "--expires", "none", "--max-lifetime", "7d");
    JsonNode json = JsonMapper.builder().build().readTree(succeed(grant, "inspect", "--json"));
    assertEquals(604800, json.get("links").get(0).get("maxLifetimeSeconds").intValue());
    assertEquals(1, run(grant, "restrict", "--label", "nothing"));
    succeed(grant, "restrict", "--max-lifetime", "1h");
  }

  @Test
  void allOfOneLabelAreRevoked() throws IOException {
    List<String> jo =
        List.of(
            create("--bucket", "b", "--allow", "read", "--expires", "+1h", "--label", "Jo"),
            create("--bucket", "c", "--allow", "read", "--expires", "+1h", "--label", "Jo"));
    String other = create("--bucket", "b", "--allow", "read", "--expires", "+1h", "--label", "Joe");
    String text = succeed("", "revoke", "--data", data.toString(), "--label", "Jo");
    assertEquals(2, text.lines().count());
    for (String grant : jo) {
      assertEquals(1, run(grant, "verify", "--data", data.toString()));
    }
    assertEquals(0, run(other, "verify", "--data", data.toString()));
    assertEquals(1, run("", "revoke", "--data", data.toString(), "--label", "nobody"));
    assertEquals(2, run("", "revoke", "--data", data.toString(), "--label", "Jo", "0".repeat(32)));
  }
}
