package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.cipherquay.audit.AuditLog;
import com.cipherquay.keyset.VaultDirectory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that changes a vault or its grants leaves its line in the audit log. */
final class AuditTest {

  private static final String NAME = "canaryname";

  @TempDir private Path folder = Path.of("");

  private Path data = Path.of("");

  /** All that must not be found in the log. */
  private final List<String> secrets = new ArrayList<>(List.of(NAME));

  @BeforeEach
  void setData() {
    data = folder.resolve("data");
  }

  private String run(String in, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    CommandRun run = CommandRun.of(in, all.toArray(String[]::new));
    assertEquals(0, run.status(), run.toString());
    return run.out();
  }

  private static JsonNode json(String text) throws IOException {
    return JsonMapper.builder().build().readTree(text);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    String log = Files.readString(data.resolve(AuditLog.FILE));
    for (String line : log.lines().toList()) {
      lines.add(json(line));
    }
    secrets.forEach(secret -> assertFalse(log.contains(secret), secret));
    return lines;
  }

  private List<String> events() throws IOException {
    return lines().stream().map(line -> line.get("event").asText()).toList();
  }

  private Path passphrase(String text) throws IOException {
    secrets.add(text);
    return Files.writeString(folder.resolve("passphrase"), text + "\n");
  }

  @Test
  void changesOfTheVaultAreInIt() throws IOException {
    run("", "vault", "create");
    run("", "vault", "rotate");
    run("", "rotate");
    Path file = passphrase("a good long passphrase");
    run("", "vault", "passphrase", "--new-passphrase-file", file.toString());
    String backup = folder.resolve("backup").toString();
    String unlock = "--passphrase-file";
    run("", "vault", "backup", "--to", backup, unlock, file.toString());
    String paper = run("", "vault", "recovery-key", unlock, file.toString(), "--json");
    secrets.add(json(paper).path("recoveryKey").asText("none"));
    run("", "vault", "recovery-key", "--remove", unlock, file.toString());
    run("", "vault", "inspect", unlock, file.toString());
    List<JsonNode> lines = lines();
    assertEquals(
        List.of(
            "vault.created",
            "vault.rotated",
            "vault.rotated",
            "vault.relocked",
            "vault.backed-up",
            "vault.recovery-key-added",
            "vault.recovery-key-removed"),
        events());
    assertEquals("keyfile", lines.get(0).get("unlock").asText());
    assertEquals(3, lines.get(2).get("epoch").asInt());
    assertEquals("passphrase", lines.get(3).get("unlock").asText());
    data = folder.resolve("restored");
    run("", "vault", "restore", backup, unlock, file.toString());
    assertEquals(List.of("vault.restored"), events());
    assertEquals(lines.get(0).get("vault"), lines().get(0).get("vault"));
  }

  private JsonNode grant(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("grant", "create", "--json"));
    arguments.addAll(List.of("--bucket", "b", "--prefix", NAME + "/", "--allow", "read,list"));
    arguments.addAll(List.of("--expires", "2099-01-01T00:00:00Z"));
    arguments.addAll(List.of(more));
    JsonNode grant = json(run("", arguments.toArray(String[]::new)));
    secrets.add(grant.path("secretAccessKey").asText());
    return grant;
  }

  @Test
  void whatIsDoneWithGrantsIsInIt() throws IOException {
    VaultDirectory.open(data);
    JsonNode one = grant();
    JsonNode two = grant("--register");
    JsonNode three = grant("--unlisted", "--label", NAME);
    run(three.toString(), "grant", "register");
    run("", "grant", "revoke", one.get("grantId").asText());
    run("", "grant", "revoke", one.get("grantId").asText());
    run("", "grant", "revoke", "--label", NAME);
    List<JsonNode> lines = lines();
    assertEquals(
        List.of(
            "vault.created",
            "grant.created",
            "grant.created",
            "grant.registered",
            "grant.created",
            "grant.registered",
            "grant.revoked",
            "grant.revoked"),
        events());
    JsonNode created = lines.get(1);
    assertEquals(one.get("grantId"), created.get("grant"));
    assertEquals(one.get("accessKeyId"), created.get("accessKeyId"));
    assertEquals("list,read", created.get("allow").asText());
    assertEquals("2099-01-01T00:00:00Z", created.get("expires").asText());
    assertEquals(two.get("grantId"), lines.get(3).get("grant"));
    assertEquals(one.get("grantId"), lines.get(6).get("grant"));
    assertEquals(three.get("grantId"), lines.get(7).get("grant"));
  }

  @Test
  void keysThatAreGivenAwayAreInTheLogsOfBoth() throws IOException {
    VaultDirectory.open(data);
    Path giver = data;
    JsonNode signer = json(run("", "grant", "recipient", "--json"));
    data = folder.resolve("other");
    VaultDirectory.open(data);
    JsonNode recipient = json(run("", "grant", "recipient", "--json"));
    Path taker = data;
    data = giver;
    String file = folder.resolve("grant.cqkg").toString();
    String to = recipient.path("recipient").asText();
    run(
        "",
        "grant",
        "export",
        "--bucket",
        "b",
        "--prefix",
        NAME + "/",
        "--allow",
        "read",
        "--expires",
        "+1h",
        "--to",
        to,
        "--out",
        file);
    JsonNode exported = lines().get(1);
    assertEquals("grant.exported", exported.get("event").asText());
    assertEquals(to, exported.get("to").asText());
    data = taker;
    String from = signer.path("signer").asText();
    run("", "grant", "import", file, "--from", from, "--scope", "s3://b/" + NAME + "/");
    run("", "grant", "import", "--remove", exported.get("grant").asText());
    assertEquals(List.of("vault.created", "grant.imported", "grant.import-removed"), events());
    assertEquals(exported.get("grant"), lines().get(1).get("grant"));
    assertEquals(from, lines().get(1).get("from").asText());
  }

  @Test
  void whatFailsIsNotInIt() throws IOException {
    VaultDirectory.open(data);
    Path other = passphrase("short");
    List<String> relock = List.of("vault", "passphrase", "--new-passphrase-file", other.toString());
    List<String> all = new ArrayList<>(relock);
    all.addAll(List.of("--data", data.toString()));
    assertEquals(1, CommandRun.of("", all.toArray(String[]::new)).status());
    assertEquals(List.of("vault.created"), events());
  }
}
