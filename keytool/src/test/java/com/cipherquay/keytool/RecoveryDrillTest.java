package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.CompletedPart;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectMetadata;
import com.cipherquay.vault.PlaintextBody;
import com.cipherquay.vault.UploadCompletion;
import com.cipherquay.vault.Vault;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The day when the store is lost: a bucket was copied to a folder by a tool that keeps names and
 * bodies and nothing else, there is a backup of the vault and a passphrase, and all is restored
 * offline.
 */
final class RecoveryDrillTest {

  private static final int MIN = 5 << 20;

  private final Path temporary;
  private final Path copy;
  private final Path restored;
  private final StoreFixture fixture;
  private final Map<String, byte[]> expected = new TreeMap<>();

  RecoveryDrillTest(@TempDir Path temporary) throws IOException {
    this.temporary = temporary;
    this.copy = temporary.resolve("copy");
    this.restored = temporary.resolve("restored");
    this.fixture = new StoreFixture(temporary.resolve("data"));
  }

  @Test
  void restoresEveryBodyAndEveryName() throws IOException {
    fixture.with(1, (vault, store) -> fill(vault));
    fixture.rotateTo(2);
    assertEquals(0, fixture.run("rewrap"));
    fixture.with(2, (vault, store) -> after(vault));
    download();
    Path backup = temporary.resolve("vault.backup");
    Path passphrase = Files.writeString(temporary.resolve("passphrase"), "correct horse\n");
    keytool("vault", "passphrase", data(), "--new-passphrase-file", passphrase.toString());
    String unlock = "--passphrase-file=" + passphrase;
    keytool("vault", "backup", data(), unlock, "--to", backup.toString());
    Files.move(fixture.data, temporary.resolve("lost"));
    keytool("vault", "restore", data(), unlock, backup.toString());

    JsonNode report = restore(0, unlock);
    assertEquals(expected.size(), StoreFixture.count(report, "restored"));
    Map<String, Path> renamed = new TreeMap<>();
    String folder = "now ";
    report
        .get("notes")
        .forEach(
            note ->
                renamed.put(
                    note.get("key").asText(),
                    Path.of(note.get("detail").asText().substring(folder.length()))));
    for (Map.Entry<String, byte[]> object : expected.entrySet()) {
      String key = object.getKey();
      Path file = renamed.containsKey(key) ? renamed.get(key) : restored.resolve(key);
      assertTrue(file.normalize().startsWith(restored), file.toString());
      assertArrayEquals(object.getValue(), Files.readAllBytes(file), key);
    }
    try (Stream<Path> files = Files.walk(restored).filter(Files::isRegularFile)) {
      assertEquals(expected.size(), files.count());
    }
  }

  private String data() {
    return "--data=" + fixture.data;
  }

  private void keytool(String... arguments) {
    assertEquals(0, fixture.runPlain(List.of(arguments)), fixture.err::toString);
  }

  /** Objects of every kind, among them copies whose origin is gone. */
  private void fill(Vault vault) throws IOException {
    for (String key :
        List.of("a", "docs/plan.txt", "a/b", "a//c", "/", "x/", "../up", "./here", "été/%2F")) {
      put(vault, key, 1000);
    }
    put(vault, "empty", 0);
    put(vault, "large", 200_000);
    put(vault, "l".repeat(150), 10);
    put(vault, "moved/from", 100);
    rename(vault, "moved/from", "moved/to");
    rename(vault, "moved/to", "moved/again");
    upload(vault, "parts", MIN, 77);
    upload(vault, "parts/gone", MIN, 1234);
    rename(vault, "parts/gone", "parts/kept");
    // Copied over, and written over a copy.
    copy(vault, "a", "over");
    copy(vault, "docs/plan.txt", "over");
    copy(vault, "a", "under");
    put(vault, "under", 333);
    copy(vault, "large", "copy/of/large");
  }

  /** What is done when there is a second epoch. */
  private void after(Vault vault) throws IOException {
    rename(vault, "copy/of/large", "copy/again");
    put(vault, "new", 10);
    copy(vault, "new", "new copy");
    vault.copy(
        vault.source(new ObjectKey("moved/again")),
        new ObjectKey("moved/again"),
        Optional.of(new ObjectMetadata(Map.of(), Map.of("n", "v"), Map.of())),
        WriteCondition.NONE);
  }

  private void put(Vault vault, String key, int length) throws IOException {
    StoreFixture.put(vault, key, length);
    expected.put(key, StoreFixture.bytes(key, length));
  }

  private void copy(Vault vault, String from, String to) throws IOException {
    vault.copy(
        vault.source(new ObjectKey(from)),
        new ObjectKey(to),
        Optional.empty(),
        WriteCondition.NONE);
    expected.put(to, expected.getOrDefault(from, new byte[0]));
  }

  private void rename(Vault vault, String from, String to) throws IOException {
    copy(vault, from, to);
    vault.delete(new ObjectKey(from));
    expected.remove(from);
  }

  private void upload(Vault vault, String name, int first, int second) throws IOException {
    ObjectKey key = new ObjectKey(name);
    byte[] all = StoreFixture.bytes(name, first + second);
    String id = vault.uploads().create(key, ObjectMetadata.EMPTY, Optional.empty());
    String one = vault.uploads().putPart(key, id, 1, body(Arrays.copyOf(all, first)));
    String two =
        vault.uploads().putPart(key, id, 2, body(Arrays.copyOfRange(all, first, all.length)));
    vault
        .uploads()
        .complete(
            key,
            id,
            new UploadCompletion(
                List.of(new CompletedPart(1, one, Map.of()), new CompletedPart(2, two, Map.of())),
                Optional.empty(),
                OptionalLong.empty(),
                WriteCondition.NONE));
    expected.put(name, all);
  }

  private static PlaintextBody body(byte[] bytes) {
    return new PlaintextBody(new ByteArrayInputStream(bytes), bytes.length, Map::of);
  }

  /** As a tool does that knows of names and bodies alone. */
  private void download() throws IOException {
    try (LocalStore local = fixture.open()) {
      ObjectStore store = local.open(StoreFixture.BUCKET);
      String after = "";
      boolean more = true;
      while (more) {
        StoredPage page = store.list(new StoredPageRequest("", false, after, 1000));
        for (StoredEntry entry : page.entries()) {
          Path file = copy.resolve(entry.name());
          Files.createDirectories(file.getParent());
          StoredName name = new StoredName(entry.name());
          try (StoredObject object = store.read(name, new ByteRange.Whole(), Optional.empty())) {
            Files.copy(object.body(), file);
          }
        }
        after = page.last();
        more = page.truncated();
      }
    }
  }

  private JsonNode restore(int status, String... more) throws IOException {
    List<String> arguments =
        Stream.concat(
                Stream.of("object", "decrypt-tree", "--json", "--data", fixture.data.toString()),
                Stream.concat(
                    Arrays.stream(more),
                    Stream.of("--output", restored.toString(), "s3://photos", copy.toString())))
            .toList();
    assertEquals(status, fixture.runPlain(arguments), fixture.err::toString);
    return StoreFixture.parse(fixture.out.toString());
  }

  @Test
  void withoutTheNotesACopyIsNamedAndLeftOut() throws IOException {
    fixture.with(
        1,
        (vault, store) -> {
          put(vault, "here", 10);
          put(vault, "from", 10);
          rename(vault, "from", "to");
        });
    download();
    try (Stream<Path> notes = Files.walk(copy.resolve(".cq")).filter(Files::isRegularFile)) {
      for (Path note : notes.toList()) {
        byte[] bytes = Files.readAllBytes(note);
        bytes[30] ^= 1;
        Files.write(note, bytes);
      }
    }
    JsonNode report = restore(1);
    assertEquals(1, StoreFixture.count(report, "restored"));
    assertEquals("damaged", report.at("/findings/0/kind").asText());
    assertEquals("to", report.at("/findings/0/key").asText());
    assertFalse(Files.exists(restored.resolve("to")));
  }

  @Test
  void goesOnAndOverwritesNothing() throws IOException {
    fixture.with(
        1,
        (vault, store) -> {
          put(vault, "one", 10);
          put(vault, "two", 10);
        });
    download();
    assertEquals(2, StoreFixture.count(restore(0), "restored"));
    Files.delete(restored.resolve("two"));
    List<String> again =
        List.of(
            "object",
            "decrypt-tree",
            "--data",
            fixture.data.toString(),
            "--output",
            restored.toString(),
            "s3://photos",
            copy.toString());
    assertEquals(1, fixture.runPlain(again));
    assertTrue(fixture.err.toString().contains("not empty"), fixture.err.toString());
    JsonNode rest = restore(0, "--continue");
    assertEquals(1, StoreFixture.count(rest, "restored"));
    assertEquals(1, StoreFixture.count(rest, "there-already"));
  }

  @Test
  void namesWhatIsNotAuthentic() throws IOException {
    fixture.with(1, (vault, store) -> put(vault, "one", 100_000));
    download();
    Path file = copy.resolve(fixture.stored("one"));
    byte[] body = Files.readAllBytes(file);
    body[90_000] ^= 1;
    Files.write(file, body);
    Files.writeString(copy.resolve("foreign"), "x");
    JsonNode report = restore(1);
    assertEquals(2, report.get("findings").size());
    try (Stream<Path> files = Files.walk(restored)) {
      assertTrue(files.noneMatch(Files::isRegularFile));
    }
  }
}
