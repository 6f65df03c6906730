package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.EpochVault;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PathNames;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InventoryCommandTest {

  private static final String BUCKET = StoreFixture.BUCKET;

  private final Path temporary;
  private final Path file;
  private final StoreFixture fixture;

  InventoryCommandTest(@TempDir Path temporary) throws IOException {
    this.temporary = temporary;
    this.file = temporary.resolve("photos.inventory");
    this.fixture = new StoreFixture(temporary.resolve("data"));
  }

  /** Keeps what a store has of an object, in files. */
  private void keep(ObjectStore store, StoredName name) throws IOException {
    Files.write(temporary.resolve("old.meta"), store.head(name).metadata().bytes());
    try (StoredObject object = store.read(name, new ByteRange.Whole(), Optional.empty())) {
      Files.write(temporary.resolve("old.body"), object.body().readAllBytes());
    }
  }

  private void bringBack(ObjectStore store, StoredName name) throws IOException {
    StoredMetadata metadata = StoredMetadata.of(Files.readAllBytes(temporary.resolve("old.meta")));
    byte[] body = Files.readAllBytes(temporary.resolve("old.body"));
    store.write(name, Bodies.of(body), metadata, WriteCondition.NONE);
  }

  @Test
  void findsOneOmittedAndOneRolledBackAmongAThousand() throws IOException {
    findsOneOmittedAndOneRolledBack(1_000, "d7/747");
  }

  @Test
  @Tag("slow")
  void findsOneOmittedAndOneRolledBackAmongTenThousand() throws IOException {
    findsOneOmittedAndOneRolledBack(10_000, "d7/4747");
  }

  private void findsOneOmittedAndOneRolledBack(int many, String lost) throws IOException {
    StoredName rolled = new StoredName(stored("d3/33"));
    StoredName omitted = new StoredName(stored(lost));
    fixture.with(
        1,
        (vault, local) -> {
          ObjectStore store = local.open(BUCKET);
          for (int i = 0; i < many; i++) {
            StoreFixture.put(vault, "d" + i % 10 + "/" + i, 3);
          }
          keep(store, rolled);
          pause();
          StoreFixture.put(vault, "d3/33", 3);
        });
    JsonNode created =
        fixture.json(0, "inventory", "create", "--out", file.toString(), "s3://photos");
    assertEquals(many, created.get("objects").asInt());
    JsonNode clean = fixture.json(0, "inventory", "verify", file.toString());
    assertEquals(many, StoreFixture.count(clean, "same"));

    fixture.with(
        1,
        (vault, local) -> {
          ObjectStore store = local.open(BUCKET);
          bringBack(store, rolled);
          store.delete(omitted);
        });
    JsonNode report = fixture.json(1, "inventory", "verify", file.toString());
    assertEquals(many - 2, StoreFixture.count(report, "same"));
    assertEquals(2, report.get("findings").size());
    JsonNode first = report.get("findings").get(0);
    JsonNode second = report.get("findings").get(1);
    boolean ordered = rolled.compareTo(omitted) < 0;
    assertFinding("rolled-back", "d3/33", ordered ? first : second);
    assertFinding("missing", lost, ordered ? second : first);
    // What the store shows is whole, each object for itself: without an inventory nobody can tell.
    assertEquals(0, fixture.run("check", "s3://photos", "--read-data"), fixture.err::toString);
  }

  private static void assertFinding(String kind, String key, JsonNode finding) {
    assertEquals(kind, finding.get("kind").asText());
    assertEquals(key, finding.get("key").asText());
  }

  @Test
  void namesWhatIsNewAndWhatWasWrittenAgain() throws IOException {
    put("a", "b", "c/d");
    assertEquals(0, create("s3://photos"));
    put("b", "e");
    JsonNode report = fixture.json(0, "inventory", "verify", file.toString());
    assertEquals(2, StoreFixture.count(report, "same"));
    assertEquals(1, StoreFixture.count(report, "changed"));
    assertEquals(1, StoreFixture.count(report, "new"));
    assertEquals(2, report.get("notes").size());
    JsonNode strict = fixture.json(1, "inventory", "verify", "--strict", file.toString());
    assertEquals(2, strict.get("findings").size());
  }

  @Test
  void aVerificationGoesOnWhereItWasBrokenOff() throws IOException {
    put("a", "b", "c", "d", "e", "f");
    assertEquals(0, create("s3://photos"));
    NavigableMap<String, String> byName = new TreeMap<>();
    for (String key : List.of("a", "b", "c", "d", "e", "f")) {
      byName.put(stored(key), key);
    }
    List<String> names = List.copyOf(byName.keySet());
    fixture.with(
        1,
        (vault, local) -> {
          for (String gone : List.of(names.get(0), names.get(5))) {
            local.open(BUCKET).delete(new StoredName(gone));
          }
        });
    JsonNode whole = fixture.json(1, "inventory", "verify", file.toString());
    assertEquals(2, whole.get("findings").size());
    // As it is noted when the third name has been done, of which the first is missing.
    Map<String, Object> state = new TreeMap<>();
    String vault = "vault " + "10".repeat(16);
    String time = whole.get("time").asText();
    state.put("run", "inventory-verify s3://photos/ " + time + " " + vault);
    state.put("started", Instant.now().toString());
    state.put("bucket", BUCKET);
    state.put("after", names.get(2));
    state.put("counts", Map.of("objects", 2, "same", 2));
    state.put("findings", List.of(whole.get("findings").get(0)));
    Path noted = temporary.resolve("noted");
    JsonMapper.builder().build().writeValue(noted.toFile(), state);
    JsonNode rest =
        fixture.json(1, "inventory", "verify", "--resume", noted.toString(), file.toString());
    assertEquals(whole.get("counts"), rest.get("counts"));
    assertEquals(whole.get("findings"), rest.get("findings"));
    assertFalse(Files.exists(noted));
  }

  @Test
  void rewrapIsNoChangeAndReencryptIsOne() throws IOException {
    put("a", "b");
    assertEquals(0, create("s3://photos"));
    fixture.rotateTo(2);
    assertEquals(0, fixture.run("rewrap"));
    JsonNode same = fixture.json(0, "inventory", "verify", "--strict", file.toString());
    assertEquals(2, StoreFixture.count(same, "same"));
    pause();
    assertEquals(0, fixture.run("reencrypt"));
    JsonNode changed = fixture.json(0, "inventory", "verify", file.toString());
    assertEquals(2, StoreFixture.count(changed, "changed"));
  }

  @Test
  void coversADirectoryAlone() throws IOException {
    put("a", "b/1", "b/2", "bb/3");
    assertEquals(0, create("s3://photos/b/"));
    assertEquals(
        2, fixture.json(0, "inventory", "verify", file.toString()).at("/counts/same").asInt());
    put("c");
    JsonNode report = fixture.json(0, "inventory", "verify", "--strict", file.toString());
    assertEquals(2, StoreFixture.count(report, "objects"));
  }

  @Test
  void believesNoFileOfWhichAByteWasChanged() throws IOException {
    put("a", "b");
    assertEquals(0, create("s3://photos"));
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      assertRefused(changed);
    }
    for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
      assertRefused(Arrays.copyOf(bytes, length));
    }
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
    String text = new String(bytes, StandardCharsets.US_ASCII);
    assertRefused((text + "\n").getBytes(StandardCharsets.US_ASCII));
    assertFalse(text.contains("photos/"), "a plaintext name");
  }

  private void assertRefused(byte[] bytes) throws IOException {
    Path changed = temporary.resolve("changed");
    Files.write(changed, bytes);
    assertEquals(1, fixture.run("inventory", "verify", changed.toString()));
    assertTrue(fixture.err.toString().contains("damaged"), fixture.err.toString());
    assertEquals("", fixture.out.toString());
  }

  @Test
  void goesOnWhereItWasBrokenOff() throws IOException {
    put("a", "b", "c", "d", "e");
    assertEquals(0, create("s3://photos"));
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.US_ASCII);
    Path partial = temporary.resolve("photos.inventory.partial");
    int head = text.indexOf('\n', text.indexOf("time ")) + 1;
    for (int length : new int[] {0, 10, head, head + 40, text.indexOf("objects "), whole.length}) {
      Files.delete(file);
      Files.write(partial, Arrays.copyOf(whole, length));
      assertEquals(0, create("s3://photos"), fixture.err::toString);
      String again = Files.readString(file);
      assertEquals(withoutTime(text), withoutTime(again));
      assertEquals(length >= head, again.equals(text), "cut at " + length);
      assertFalse(Files.exists(partial));
    }
    assertEquals(1, create("s3://photos"));
    assertTrue(fixture.err.toString().contains("exists already"), fixture.err.toString());
  }

  private static String withoutTime(String text) {
    return text.replaceAll("(?m)^(time|seal) .*$", "");
  }

  @Test
  void refusesAnotherVaults() throws IOException {
    put("a");
    assertEquals(0, create("s3://photos"));
    Path elsewhere = temporary.resolve("elsewhere");
    StoreFixture other = new StoreFixture(elsewhere);
    VaultDirectory.open(temporary.resolve("fresh"));
    for (String name : new String[] {"vault.json", "vault.key"}) {
      Files.delete(elsewhere.resolve(name));
      Files.copy(temporary.resolve("fresh").resolve(name), elsewhere.resolve(name));
    }
    assertEquals(1, other.run("inventory", "verify", file.toString()));
    assertTrue(other.err.toString().contains("another vault's"), other.err.toString());
    assertEquals(1, fixture.run("inventory", "verify", temporary.resolve("none").toString()));
    assertTrue(fixture.err.toString().contains("there is no file"), fixture.err.toString());
    assertEquals(1, create("s3://nowhere"));
    assertEquals(2, fixture.run("inventory"));
  }

  private int create(String target) {
    return fixture.run("inventory", "create", "--out", file.toString(), target);
  }

  private void put(String... keys) throws IOException {
    pause();
    fixture.with(
        1,
        (vault, store) -> {
          for (String key : keys) {
            StoreFixture.put(vault, key, 5);
          }
        });
  }

  /** The name of a key, whether or not there is an object. */
  private static String stored(String key) throws IOException {
    return PathNames.of(EpochVault.keyset(1), BUCKET).explain(new ObjectKey(key)).stream()
        .map(component -> component.stored() + (component.directory() ? "/" : ""))
        .reduce("", String::concat);
  }

  /** Times of writes are in milliseconds. */
  private static void pause() {
    try {
      Thread.sleep(3);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
