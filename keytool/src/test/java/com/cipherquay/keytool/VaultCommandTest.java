package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultCommandTest {

  private static final String OLD = "the old passphrase";
  private static final String NEW = "the new passphrase";

  @TempDir private Path folder = Path.of("");

  private Path data = Path.of("");

  /** Everything that commands printed, to be searched for secrets. */
  private final StringBuilder printed = new StringBuilder();

  @BeforeEach
  void setData() {
    data = folder.resolve("data");
  }

  private CommandRun run(String in, String... arguments) {
    List<String> all = new ArrayList<>(List.of("vault"));
    all.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(in, all.toArray(String[]::new));
    printed.append(run.out()).append('\n').append(run.err()).append('\n');
    return run;
  }

  private String succeed(String in, String... arguments) {
    CommandRun run = run(in, arguments);
    assertEquals(0, run.status(), run.toString());
    return run.out();
  }

  private String refused(int status, String in, String... arguments) {
    CommandRun run = run(in, arguments);
    assertEquals(status, run.status(), run.toString());
    return run.out() + run.err();
  }

  private String[] of(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--data", data.toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static JsonNode json(String text) throws IOException {
    return JsonMapper.builder().build().readTree(text);
  }

  @Test
  void createsAVaultOnce() throws IOException {
    assertTrue(succeed("", of("create")).endsWith("unlocked by keyfile"));
    assertTrue(Files.exists(data.resolve("vault.key")));
    String before = Files.readString(data.resolve("vault.json"));
    assertTrue(refused(1, "", of("create")).contains("there is a vault"));
    assertTrue(refused(1, OLD, of("create", "--passphrase-file", "-")).contains("there is a"));
    assertEquals(before, Files.readString(data.resolve("vault.json")));
    assertEquals("yes, by keyfile", succeed("", of("unlock-test")));
  }

  @Test
  void aPassphraseFromStandardInputOrAFile() throws IOException {
    JsonNode made = json(succeed(OLD, of("create", "--passphrase-file", "-", "--json")));
    assertEquals("passphrase", made.get("unlock").textValue());
    assertFalse(Files.exists(data.resolve("vault.key")));
    Path file = folder.resolve("secret");
    Files.writeString(file, OLD + "\n");
    assertEquals(
        "yes, by passphrase", succeed("", of("unlock-test", "--passphrase-file", file.toString())));
    String no = refused(1, NEW, of("unlock-test", "--passphrase-file", "-"));
    assertTrue(no.startsWith("no: ") && no.contains("the passphrase is not that"), no);
    // There is no terminal here.
    assertTrue(refused(1, "", of("unlock-test")).contains("--passphrase-file"));
    assertTrue(refused(1, "", of("inspect")).contains("--passphrase-file"));
    assertTrue(refused(1, "", of("unlock-test", "--passphrase-file", "/none")).contains("/none"));
  }

  @Test
  void nothingIsTakenFromAnArgument() {
    refused(2, "", of("create", "--passphrase", OLD));
    refused(2, "", of("create", "--passphrase", "--kms", "hcvault:transit/keys/a"));
    assertTrue(refused(1, "", of("create", "--passphrase")).contains("no terminal"));
    assertTrue(refused(1, "", of("create", "--kms", "x")).contains("a key is aws-kms://"));
    assertTrue(refused(1, "short", of("create", "--passphrase-file", "-")).contains("8 char"));
    for (String command : new String[] {"rotate", "recovery-key", "unlock-test", "passphrase"}) {
      assertTrue(refused(1, "", of(command)).contains("there is no vault in"), command);
    }
    assertTrue(refused(1, "", of("backup", "--to", data + "b")).contains("there is no vault in"));
    assertTrue(refused(1, "", of("restore", data + "b")).contains("b: not found"));
    assertFalse(Files.exists(data), "something was left behind");
    assertFalse(printed.toString().contains("short"));
  }

  @Test
  void inspectKeepsSecretsUnlessAsked() throws IOException {
    succeed("", of("create"));
    succeed("", of("rotate"));
    String text = succeed("", of("inspect"));
    assertTrue(text.contains("epochs   1, 2; writes under 2"), text);
    assertTrue(text.contains("unlock   keyfile"), text);
    JsonNode quiet = json(succeed("", of("inspect", "--json")));
    Set<String> names = new HashSet<>();
    quiet.fieldNames().forEachRemaining(names::add);
    assertEquals(Set.of("vaultId", "created", "owner", "epochs", "writes", "unlock"), names);
    CommandRun shown = run("", of("inspect", "--json", "--show-secrets"));
    assertTrue(shown.err().contains("opens everything"), shown.err());
    JsonNode secrets = json(shown.out());
    assertEquals(64, secrets.get("roots").get("content 2").textValue().length());
    assertEquals(40, secrets.get("ownerSecret").textValue().length());
    assertEquals(4, secrets.get("roots").size());
  }

  @Test
  void anotherPassphraseAndBackToAKeyFile() throws IOException {
    succeed("", of("create"));
    Path secret = Files.writeString(folder.resolve("new"), NEW);
    String key = succeed("", of("recovery-key"));
    String said = succeed("", of("passphrase", "--new-passphrase-file", secret.toString()));
    assertEquals("the vault is unlocked by passphrase from now on; make a new recovery key", said);
    refused(1, key, of("unlock-test", "--recovery-key-file", "-"));
    assertEquals("yes, by passphrase", succeed(NEW, of("unlock-test", "--passphrase-file", "-")));
    refused(2, NEW, of("passphrase", "--passphrase-file", "-", "--new-passphrase-file", "-"));
    refused(2, NEW, of("passphrase", "--passphrase-file", "-", "--to-key-file", "--kms", "x"));
    succeed(NEW, of("passphrase", "--passphrase-file", "-", "--to-key-file"));
    assertEquals("yes, by keyfile", succeed("", of("unlock-test")));
    refused(1, NEW, of("unlock-test", "--passphrase-file", "-"));
    assertTrue(refused(1, "", of("passphrase", "--to-key-file")).contains("has a key file"));
  }

  @Test
  void aRecoveryKey() throws IOException {
    succeed("", of("create"));
    JsonNode made = json(succeed("", of("recovery-key", "--json")));
    String key = made.get("recoveryKey").textValue();
    Files.delete(data.resolve("vault.key"));
    assertTrue(refused(1, "", of("unlock-test")).contains("missing"));
    assertEquals(
        "yes, by recovery-key", succeed(key, of("unlock-test", "--recovery-key-file", "-")));
    char last = key.charAt(0) == 'A' ? 'B' : 'A';
    assertTrue(
        refused(1, last + key.substring(1), of("unlock-test", "--recovery-key-file", "-"))
            .contains("typing error"));
    assertTrue(
        refused(1, key, of("recovery-key", "--recovery-key-file", "-", "--remove"))
            .contains("without the key"));
    Path secret = Files.writeString(folder.resolve("new"), NEW);
    succeed(
        key,
        of("passphrase", "--recovery-key-file", "-", "--new-passphrase-file", secret.toString()));
    assertEquals("yes, by passphrase", succeed(NEW, of("unlock-test", "--passphrase-file", "-")));
  }

  @Test
  void aBackupIsVerifiedAndRestored() throws IOException {
    succeed("", of("create"));
    Path key = Files.copy(data.resolve("vault.key"), folder.resolve("key"));
    Path file = folder.resolve("backup");
    succeed("", of("backup", "--to", file.toString()));
    String good = succeed("", of("verify-backup", file.toString()));
    assertTrue(good.startsWith("good: of 20") && good.endsWith("as the vault has them"), good);
    succeed("", "verify-backup", file.toString(), "--key-file", key.toString());
    assertTrue(refused(1, "", "verify-backup", file.toString()).contains("missing"));
    succeed("", of("rotate"));
    String old = refused(1, "", of("verify-backup", file.toString()));
    assertTrue(old.contains("older than the vault: it has epochs [1], the vault [1, 2]"), old);
    assertTrue(refused(1, "", of("restore", file.toString())).contains("there is a vault"));
    data = folder.resolve("fresh");
    assertTrue(refused(1, "", of("verify-backup", file.toString())).contains("missing"));
    assertEquals(
        "wrote vault.key, vault.json",
        succeed("", of("restore", file.toString(), "--key-file", key.toString())));
    assertEquals("yes, by keyfile", succeed("", of("unlock-test")));
    data = folder.resolve("other");
    succeed("", of("create"));
    assertTrue(
        refused(1, "", of("verify-backup", file.toString())).contains("not that of this vault"));
    assertTrue(refused(1, "", of("verify-backup", key.toString())).contains("backup"));
  }

  @Test
  void otherCommandsUnlockInTheSameWays() {
    succeed(OLD, of("create", "--passphrase-file", "-"));
    CommandRun path =
        CommandRun.of(
            OLD,
            "path",
            "encrypt",
            "--data",
            data.toString(),
            "--passphrase-file",
            "-",
            "s3://b/k");
    assertEquals(0, path.status(), path.err());
    CommandRun rotate =
        CommandRun.of(OLD, "rotate", "--data", data.toString(), "--passphrase-file", "-", "--json");
    assertEquals(0, rotate.status(), rotate.err());
    assertTrue(rotate.out().contains("\"epoch\" : 2"));
  }

  /** No secret in what any command prints, but for the one that it is there to print. */
  @Test
  void noSecretIsPrinted() throws IOException {
    succeed("", of("create"));
    String keyFile = Files.readString(data.resolve("vault.key")).strip();
    Path secret = Files.writeString(folder.resolve("secret"), OLD);
    JsonNode shown = json(CommandRun.of("", shown()).out());
    Path backup = folder.resolve("backup");
    for (String form : new String[] {"--json", "--data=" + data}) {
      run("", of("unlock-test", form));
      run("", of("inspect", form));
      run("", of("rotate", form));
      run("", of("backup", "--to", backup.toString(), form));
      run("", of("verify-backup", backup.toString(), form));
      run("", of("restore", backup.toString(), form));
      run(OLD, of("unlock-test", "--passphrase-file", "-", form));
      run(OLD, of("unlock-test", "--recovery-key-file", "-", form));
      run(keyFile, of("unlock-test", "--recovery-key-file", "-", form));
      run("", of("inspect", "--key-file", secret.toString(), form));
    }
    run("", of("passphrase", "--new-passphrase-file", secret.toString()));
    run(OLD, of("recovery-key", "--passphrase-file", "-", "--remove"));
    run(OLD, of("passphrase", "--passphrase-file", "-", "--to-key-file"));
    List<String> secrets =
        new ArrayList<>(List.of(OLD, keyFile, keyFile.substring(keyFile.indexOf(':') + 1)));
    secrets.add(shown.get("ownerSecret").textValue());
    shown.get("roots").forEach(root -> secrets.add(root.textValue()));
    assertEquals(7, secrets.size());
    assertTrue(printed.length() > 4000, printed.toString());
    for (String one : secrets) {
      assertFalse(printed.toString().contains(one), "a secret was printed");
    }
  }

  private String[] shown() {
    return new String[] {"vault", "inspect", "--data", data.toString(), "--json", "--show-secrets"};
  }
}
