package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.keyset.VaultDirectory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantCommandTest extends GrantShell {

  GrantCommandTest(@TempDir Path data) {
    super(data);
  }

  @Test
  void whatItMakesIsOfTheVault() throws IOException {
    JsonNode json = JsonMapper.builder().build().readTree(reader());
    GrantCredential credential =
        GrantCredential.parse(
            json.get("accessKeyId").textValue(),
            json.get("secretAccessKey").textValue(),
            json.get("sessionToken").textValue());
    assertTrue(credential.isOf(VaultDirectory.unlock(data).keyset()));
    assertEquals(credential.grant().id(), json.get("grantId").textValue());
    Instant end = Instant.parse(json.get("expires").textValue());
    Duration left = Duration.between(Instant.now(), end);
    assertTrue(
        left.compareTo(Duration.ofHours(1)) <= 0 && left.compareTo(Duration.ofMinutes(59)) > 0);
    assertEquals(
        Set.of(GrantAction.READ, GrantAction.LIST),
        credential.grant().links().get(0).actions().orElseThrow());
    assertEquals("yes", succeed(json.toString(), "verify", "--data", data.toString()));
  }

  @Test
  void severalScopesInOneGrant() {
    String grant =
        create(
            "--bucket",
            "b",
            "--prefix",
            "a/",
            "--bucket",
            "c",
            "--object",
            "k",
            "--bucket",
            "d",
            "--allow",
            "read",
            "--expires",
            "none");
    for (String path : List.of("s3://b/a/x", "s3://c/k", "s3://d/anything")) {
      assertEquals(0, ask(grant, "--get", path), path);
    }
    for (String path : List.of("s3://b/x", "s3://c/kk", "s3://e/x")) {
      assertEquals(1, ask(grant, "--get", path), path);
      assertEquals("no: it is outside of the grant", out.toString().strip());
    }
  }

  @Test
  void everyQuestion() {
    String grant =
        create("--bucket", "b", "--allow", "write,list,bucket-admin", "--expires", "none");
    assertEquals(0, ask(grant, "--put", "s3://b/k"));
    assertEquals(0, ask(grant, "--list", "s3://b/"));
    assertEquals(0, ask(grant, "--administer", "s3://b/"));
    assertEquals(1, ask(grant, "--get", "s3://b/k"));
    assertEquals("no: the action read is not allowed", out.toString().strip());
    assertEquals(1, ask(grant, "--delete", "s3://b/k"));
    assertEquals(2, run(grant, "test", "--data", data.toString()));
  }

  @Test
  void narrowingNeedsNoVault() throws IOException {
    String narrowed =
        succeed(
            reader(),
            "restrict",
            "--prefix",
            "a/b/",
            "--allow",
            "read",
            "--expires",
            "+1m",
            "--label",
            "Jo",
            "--json");
    assertEquals(0, ask(narrowed, "--get", "s3://b/a/b/c"));
    assertEquals(1, ask(narrowed, "--get", "s3://b/a/c"));
    assertEquals(1, ask(narrowed, "--list", "s3://b/a/b/"));
    String text = succeed(narrowed, "inspect");
    assertTrue(text.contains("called Jo") && text.contains("in s3://*/a/b/"), text);
    JsonNode json = JsonMapper.builder().build().readTree(succeed(narrowed, "inspect", "--json"));
    assertEquals(2, json.get("links").size());
    assertEquals(2, json.get("lineage").size());
    Files.delete(data.resolve("vault.json"));
    assertEquals(0, run(narrowed, "restrict", "--expires", "+1s"));
  }

  @Test
  void whatIsRevokedIsSo() throws IOException {
    String grant = reader();
    String id = JsonMapper.builder().build().readTree(grant).get("grantId").textValue();
    String narrowed = succeed(grant, "restrict", "--allow", "read", "--json");
    assertEquals("revoked " + id, succeed("", "revoke", "--data", data.toString(), id));
    assertEquals("was revoked before: " + id, succeed(grant, "revoke", "--data", data.toString()));
    for (String each : List.of(grant, narrowed)) {
      assertEquals(1, ask(each, "--get", "s3://b/a/x"));
      assertEquals("no: it was revoked", out.toString().strip());
      assertEquals(1, run(each, "verify", "--data", data.toString()));
    }
    assertEquals(0, ask(reader(), "--get", "s3://b/a/x"));
    assertEquals(1, run("", "revoke", "--data", data.toString(), "no-id"));
  }

  @Test
  void anotherVaultDidNotMakeIt(@TempDir Path other) throws IOException {
    VaultDirectory.open(other);
    String grant = reader();
    assertEquals(1, run(grant, "verify", "--data", other.toString()));
    assertEquals(1, run(grant, "test", "--data", other.toString(), "--get", "s3://b/a/x"));
    assertEquals("no: this vault did not make the grant", out.toString().strip());
  }

  @Test
  void onlyWhoMakesAGrantSeesItsSecret() throws IOException {
    String grant = reader();
    String secret = JsonMapper.builder().build().readTree(grant).get("secretAccessKey").textValue();
    assertTrue(run(grant, "inspect") == 0 && !out.toString().contains(secret));
    assertTrue(run(grant, "inspect", "--json") == 0 && !out.toString().contains(secret));
    String broken = grant.replace("sessionToken", "token");
    assertEquals(1, run(broken, "inspect"));
    assertFalse(err.toString().contains(secret), err::toString);
  }

  @Test
  void aShellEvaluatesTheText() {
    String text =
        succeed(
            "",
            "create",
            "--data",
            data.toString(),
            "--bucket",
            "b",
            "--allow",
            "read",
            "--expires",
            "+3d");
    List<String> lines = text.lines().toList();
    assertEquals(3, lines.size());
    assertTrue(
        lines.stream().allMatch(line -> line.matches("export AWS_[A-Z_]+=[A-Za-z0-9_-]+")), text);
  }

  @ParameterizedTest
  @CsvSource({
    "--bucket b --prefix a --allow read --expires +1h",
    "--bucket b --prefix a/ --object k --allow read --expires +1h",
    "--bucket b --allow write,fly --expires +1h",
    "--bucket b --allow '' --expires +1h",
    "--bucket b --allow read --expires tomorrow",
    "--bucket b --allow read --expires 2030-01-31",
    "--bucket b --allow read --expires +1h --max-lifetime week",
    "--bucket b --allow read --expires +1h --max-lifetime 0s",
    "--bucket b --allow read --expires +1h --register --unlisted",
    "--bucket b --allow read --expires 1969-12-31T23:59:59Z",
    "--bucket b --allow read --expires +1h --label 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
    "--bucket b --allow read",
    "--bucket b --expires +1h",
    "--allow read --expires +1h",
    "--prefix a/ --allow read --expires +1h"
  })
  void wrongUsage(String arguments) {
    List<String> all = new ArrayList<>(List.of("create", "--data", data.toString()));
    all.addAll(List.of(arguments.replace("''", "").split(" ", -1)));
    assertEquals(2, run("", all.toArray(String[]::new)));
    assertEquals("", out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "not json", "{\"accessKeyId\":1}"})
  void whatIsNoGrant(String in) {
    for (String command : List.of("inspect", "restrict")) {
      assertEquals(1, run(in, command));
      assertTrue(err.toString().startsWith("cipherquay-keytool: "), err::toString);
    }
  }

  @Test
  void whatWouldLeaveNothing() {
    assertEquals(1, run(reader(), "restrict", "--prefix", "b/"));
    assertTrue(err.toString().contains("s3://*/b/ is not part of the grant"), err::toString);
    assertEquals(1, run(reader(), "restrict"));
    assertEquals(1, run(reader(), "restrict", "--bucket", "other"));
  }
}
