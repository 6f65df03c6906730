package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.VaultDirectory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key grants from one vault to another, as they are typed. */
final class KeyGrantCommandTest extends GrantShell {

  private final Path other;
  private final Path folder;

  KeyGrantCommandTest(@TempDir Path folder) {
    super(folder.resolve("data"));
    this.folder = folder;
    this.other = folder.resolve("other");
  }

  @BeforeEach
  void createOtherVault() throws IOException {
    VaultDirectory.open(other);
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private String recipient() {
    return id(other, "recipient");
  }

  private String signer() {
    return id(data, "signer");
  }

  private String id(Path vault, String field) {
    return json(succeed("", "recipient", "--data", vault.toString(), "--json"))
        .path(field)
        .asText();
  }

  private int export(String... more) {
    List<String> arguments = new ArrayList<>(List.of("export", "--data", data.toString()));
    arguments.addAll(List.of("--bucket", "b", "--prefix", "a/", "--json"));
    arguments.addAll(List.of(more));
    return run("", arguments.toArray(String[]::new));
  }

  private Path exported(String... more) {
    Path file = folder.resolve("grant.cqkg");
    List<String> arguments = new ArrayList<>(List.of("--allow", "read,list", "--expires", "+1h"));
    arguments.addAll(List.of("--out", file.toString()));
    arguments.addAll(List.of(more));
    assertEquals(0, export(arguments.toArray(String[]::new)), err::toString);
    return file;
  }

  private int takeIn(Path file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("import", "--data", other.toString()));
    arguments.addAll(List.of(file.toString(), "--scope", "s3://b/a/"));
    arguments.addAll(List.of(more));
    return run("", arguments.toArray(String[]::new));
  }

  @Test
  void only_for_what_the_user_names() {
    Path file = exported("--to", recipient(), "--bucket", "c");
    assertEquals(1, takeIn(file, "--from", signer()));
    assertTrue(err.toString().contains("for s3://c/ too"), err::toString);
    String vault = other.toString();
    assertEquals(2, run("", "import", "--data", vault, file.toString(), "--from", signer()));
    assertTrue(err.toString().contains("--scope is missing"), err::toString);
    assertEquals("no key grants", succeed("", "import", "--data", vault, "--list"));
    assertEquals(0, takeIn(file, "--from", signer(), "--scope", "s3://c/"), err::toString);
  }

  @Test
  void it_goes_from_one_vault_to_the_other_and_is_dropped_again() {
    Path file = exported("--to", recipient(), "--label", "for Jo");
    JsonNode made = json(out.toString());
    assertEquals(signer(), made.path("signer").asText());
    String id = made.path("keyGrantId").asText();
    assertEquals(0, takeIn(file, "--from", signer()), err::toString);
    assertTrue(out.toString().contains("enforced by mathematics"), out::toString);
    String listed = succeed("", "import", "--data", other.toString(), "--list");
    assertTrue(listed.startsWith(id) && listed.contains("s3://b/a/"), listed);
    String given = succeed("", "export", "--data", data.toString(), "--list");
    assertTrue(given.startsWith(id) && given.contains(recipient().substring(0, 9)), given);
    assertEquals(1, takeIn(file, "--from", signer()));
    assertTrue(err.toString().contains("imported before"), err::toString);
    succeed("", "import", "--data", other.toString(), "--remove", id);
    assertEquals("no key grants", succeed("", "import", "--data", other.toString(), "--list"));
    assertEquals(1, run("", "import", "--data", other.toString(), "--remove", id));
  }

  @Test
  void only_of_whom_the_user_names_and_only_for_this_vault() {
    Path file = exported("--to", recipient());
    String stranger = id(other, "signer");
    assertEquals(1, takeIn(file, "--from", stranger));
    assertTrue(err.toString().contains("is signed by " + signer()), err::toString);
    assertEquals(2, takeIn(file));
    assertTrue(err.toString().contains("--from is missing"), err::toString);
    assertEquals(1, takeIn(file, "--from", "signer-x"));
    String third = folder.resolve("third").toString();
    assertEquals(
        1,
        run(
            "",
            "import",
            "--data",
            third,
            file.toString(),
            "--from",
            signer(),
            "--scope",
            "s3://b/a/"));
    assertTrue(err.toString().contains("no vault"), err::toString);
    assertEquals("no key grants", succeed("", "import", "--data", other.toString(), "--list"));
    // Sealed to another: the exporting vault itself does not open it either.
    String own = data.toString();
    assertEquals(1, run("", "inspect", "--data", own, file.toString()));
    assertTrue(err.toString().contains("is for recipient-"), err::toString);
  }

  @Test
  void a_passphrase_does_it_too() throws IOException {
    Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
    Path file = exported("--grant-passphrase-file", passphrase.toString());
    assertEquals(1, takeIn(file, "--from", signer()));
    assertTrue(err.toString().contains("--grant-passphrase-file"), err::toString);
    Path wrong = Files.writeString(folder.resolve("wrong"), "correct horses\n");
    assertEquals(1, takeIn(file, "--from", signer(), "--grant-passphrase-file", wrong.toString()));
    assertEquals(
        0,
        takeIn(file, "--from", signer(), "--grant-passphrase-file", passphrase.toString()),
        err::toString);
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertEquals(1, takeIn(file, "--from", signer(), "--grant-passphrase-file", empty.toString()));
  }

  @Test
  void what_can_be_seen_of_it() {
    Path file = exported("--to", recipient(), "--label", "for Jo");
    JsonNode shut = json(succeed("", "inspect", file.toString(), "--json"));
    assertEquals(List.of("signer", "sealedTo"), names(shut));
    String vault = other.toString();
    JsonNode open = json(succeed("", "inspect", file.toString(), "--data", vault, "--json"));
    assertEquals("[\"s3://b/a/\"]", open.path("scopes").toString());
    assertEquals("[\"mathematics\"]", open.path("enforcedBy").path("scopes").toString());
    String text = succeed("", "inspect", file.toString(), "--data", vault);
    assertTrue(text.contains("called      for Jo"), text);
    assertTrue(text.contains("until") && text.contains("proxy of whoever imports it"), text);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void what_can_not_be_given_leaves_nothing_behind() throws IOException {
    Path file = folder.resolve("grant.cqkg");
    String[] plain = {"--expires", "+1h", "--out", file.toString(), "--to", recipient()};
    assertEquals(2, export(plain));
    for (String allowed : List.of("bucket-admin", "read,bucket-admin")) {
      assertEquals(1, export(with(plain, "--allow", allowed)));
      assertTrue(err.toString().contains("bucket-admin"), err::toString);
    }
    assertEquals(1, export(with(plain, "--allow", "read", "--epochs", "2")));
    assertTrue(err.toString().contains("no epoch 2"), err::toString);
    assertEquals(2, export(with(plain, "--allow", "read", "--epochs", "x")));
    assertEquals(1, export(with(plain, "--allow", "read", "--max-lifetime", "1h")));
    assertEquals(2, export("--allow", "read", "--expires", "+1h", "--out", file.toString()));
    String[] nobody = {
      "--allow", "read", "--expires", "+1h", "--out", file.toString(), "--to", "x"
    };
    assertEquals(1, export(nobody));
    assertFalse(Files.exists(file));
    assertEquals("no key grants", succeed("", "export", "--data", data.toString(), "--list"));
    Files.writeString(file, "mine");
    assertEquals(1, export(with(plain, "--allow", "read")));
    assertEquals("mine", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(it -> it.toString().endsWith(".partial")));
    }
  }

  private static String[] with(String[] before, String... more) {
    return Stream.concat(Stream.of(before), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void what_expired_or_contradicts_is_not_taken_in() {
    Path file = exported("--to", recipient());
    assertEquals(0, takeIn(file, "--from", signer()), err::toString);
    Path again = folder.resolve("again.cqkg");
    String[] same = {"--allow", "read", "--to", recipient(), "--out", again.toString()};
    assertEquals(0, export(with(same, "--expires", "+1h")));
    assertEquals(1, takeIn(again, "--from", signer()));
    assertTrue(err.toString().contains("there are keys for s3://b/a/ already"), err::toString);
    Path late = folder.resolve("late.cqkg");
    String[] old = {"--allow", "read", "--to", recipient(), "--out", late.toString()};
    assertEquals(0, export(with(old, "--expires", "2020-01-01T00:00:00Z")));
    assertEquals(1, takeIn(late, "--from", signer()));
    assertTrue(err.toString().contains("expired at"), err::toString);
  }

  @Test
  void no_output_has_a_key_and_no_file_shows_one() throws IOException {
    Path file = exported("--to", recipient());
    assertFalse(out.toString().matches("(?s).*[0-9a-f]{64}.*"), out::toString);
    assertEquals(0, takeIn(file, "--from", signer()));
    try (Stream<Path> files = Files.list(other)) {
      for (Path kept : files.filter(it -> it.toString().endsWith(".sealed")).toList()) {
        assertEquals("rw-------", permissions(kept));
      }
    }
    assertEquals("rw-------", permissions(file));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private JsonNode policy(Path vault, String... more) {
    return json(succeed("", with(new String[] {"policy", "--data", vault.toString()}, more)));
  }

  @Test
  void the_policy_names_the_ciphertext_and_nothing_else() {
    String stored = pathOf("s3://b/a/");
    JsonNode policy = policy(data, "--bucket", "b", "--prefix", "a/", "--allow", "read,list");
    JsonNode statements = policy.path("Statement");
    assertEquals(2, statements.size());
    assertEquals(
        "{\"StringLike\":{\"s3:prefix\":[\"" + stored + "*\"]}}",
        statements.path(0).path("Condition").toString());
    assertEquals(
        "[\"arn:aws:s3:::b/" + stored + "*\"]", statements.path(1).path("Resource").toString());
    Path file = exported("--to", recipient());
    assertEquals(policy, policy(other, file.toString()));
    assertEquals(2, run("", "policy", "--data", other.toString(), file.toString(), "--at", "a*"));
    assertEquals(2, run("", "policy", "--data", other.toString()));
  }

  @Test
  void the_policy_of_who_writes_elsewhere() {
    String stored = pathOf("s3://b/a/");
    Path file = exported("--to", recipient());
    String moved =
        policy(other, file.toString(), "--allow", "write", "--at", "real/sub").toString();
    assertTrue(moved.contains("arn:aws:s3:::real/sub/" + stored + "*"), moved);
    assertTrue(moved.contains("arn:aws:s3:::real/sub/.cq/uploads/*"), moved);
    String reading = "\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::real/sub/" + stored;
    assertFalse(moved.contains(reading), moved);
  }

  private String pathOf(String path) {
    out.getBuffer().setLength(0);
    int status =
        Keytool.commandLine()
            .setOut(new PrintWriter(out))
            .execute("path", "encrypt", "--data", data.toString(), "--directory", "--json", path);
    assertEquals(0, status);
    return json(out.toString()).path("stored").asText();
  }
}
