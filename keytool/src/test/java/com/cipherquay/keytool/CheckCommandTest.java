package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.EpochVault;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.Vaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

  private static final String BUCKET = StoreFixture.BUCKET;

  private final StoreFixture fixture;

  CheckCommandTest(@TempDir Path temporary) throws IOException {
    this.fixture = new StoreFixture(temporary.resolve("data"));
  }

  @BeforeEach
  void putObjects() throws IOException {
    fixture.with(
        1,
        (vault, store) -> {
          for (int i = 0; i < 40; i++) {
            StoreFixture.put(vault, "d" + i % 4 + "/" + i, 1000 + i);
          }
        });
  }

  @Test
  void findsNothingWhereNothingIsWrong() throws IOException {
    JsonNode report = fixture.json(0, "check", "s3://photos");
    assertEquals(40, StoreFixture.count(report, "sound"));
    assertEquals(0, StoreFixture.count(report, "bytes"));
    assertEquals(0, report.get("findings").size());
    fixture.rotateTo(2);
    JsonNode later = fixture.json(0, "check", "--read-data", "s3://photos");
    assertEquals(40, StoreFixture.count(later, "of-an-older-epoch"));
    assertEquals(40 * 1000 + 39 * 20, StoreFixture.count(later, "bytes"));
  }

  @Test
  void fractionsTogetherReadEverything() throws IOException {
    long bytes = 0;
    for (int n = 1; n <= 7; n++) {
      long part =
          StoreFixture.count(
              fixture.json(0, "check", "--read-data=" + n + "/7", "s3://photos"), "bytes");
      assertTrue(part < 20_000, "a seventh has " + part);
      bytes += part;
    }
    assertEquals(40 * 1000 + 39 * 20, bytes);
    for (String wrong : List.of("0/7", "8/7", "7", "a/b", "1/0", "-1/7")) {
      assertEquals(2, fixture.run("check", "--read-data=" + wrong, "s3://photos"), wrong);
    }
  }

  @Test
  void findsWhatIsWrong() throws IOException {
    String bodied = fixture.stored("d1/1");
    String swapped = fixture.stored("d2/2");
    String other = fixture.stored("d3/3");
    String bare = fixture.stored("d0/4");
    String resized = fixture.stored("d1/5");
    fixture.with(
        1,
        (vault, local) -> {
          ObjectStore store = local.open(BUCKET);
          damageBody(store, bodied);
          move(store, other, swapped);
          write(store, bare, new byte[1304], StoredMetadata.NONE);
          write(store, resized, new byte[303], StoredMetadata.NONE);
          write(store, "not-of-this-vault", new byte[304], StoredMetadata.NONE);
          write(store, ".cq/something", new byte[304], StoredMetadata.NONE);
          write(store, ".cq/copies/something", new byte[304], StoredMetadata.NONE);
          write(store, ".cq/expires/something/else", new byte[304], StoredMetadata.NONE);
        });
    JsonNode report = fixture.json(1, "check", "s3://photos");
    assertEquals(
        List.of(
            "damaged " + swapped,
            "foreign .cq/copies/something",
            "foreign .cq/expires/something/else",
            "foreign .cq/something",
            "foreign not-of-this-vault",
            "impossible-size " + resized,
            "not-encrypted " + bare),
        findings(report));
    JsonNode all = fixture.json(1, "check", "--read-data", "s3://photos");
    assertEquals(8, all.get("findings").size());
    assertTrue(findings(all).contains("damaged " + bodied), all::toString);
    assertTrue(fixture.out.toString().contains("d1/1"));
    assertEquals(1, fixture.run("check", "s3://photos/d0/"));
    String text = fixture.out.toString();
    assertTrue(text.startsWith("not-encrypted  s3://photos/d0/4  stored as " + bare), text);
  }

  @Test
  void findsObjectsOfEpochsThatTheVaultDoesNotHave() throws IOException {
    fixture.with(2, (vault, store) -> StoreFixture.put(vault, "later", 10));
    JsonNode report = fixture.json(1, "check", "s3://photos");
    assertEquals(1, report.get("findings").size());
    assertEquals("unknown-epoch", report.get("findings").get(0).get("kind").asText());
    assertEquals("later", report.get("findings").get(0).get("key").asText());
  }

  @Test
  void findsUploadsThatNobodyCanGoOnWith() throws IOException {
    try (LocalStore local = fixture.open()) {
      Vaults vaults = Vaults.of(EpochVault.keyset(1), local);
      ObjectStore store = local.open(BUCKET);
      StoredName name = new StoredName("no-name-of-ours");
      String id = store.uploads().create(name, StoredMetadata.NONE);
      assertEquals(0, vaults.upkeep(BUCKET).lostUploads(Duration.ofDays(1)).size());
      assertEquals(1, vaults.upkeep(BUCKET).lostUploads(Duration.ofDays(-1)).size());
      // Not of this vault: it is not for us to end it.
      assertEquals(0, vaults.upkeep(BUCKET).abortUploads(Duration.ofDays(-1)));
      assertTrue(!id.isEmpty());
    }
  }

  private static List<String> findings(JsonNode report) {
    List<String> findings = new ArrayList<>();
    report
        .get("findings")
        .forEach(it -> findings.add(it.get("kind").asText() + " " + it.get("stored").asText()));
    return findings.stream().sorted().toList();
  }

  private static void damageBody(ObjectStore store, String name) throws IOException {
    StoredHead head = store.head(new StoredName(name));
    byte[] body = body(store, name);
    body[200] ^= 1;
    write(store, name, body, head.metadata());
  }

  private static void move(ObjectStore store, String from, String to) throws IOException {
    StoredHead head = store.head(new StoredName(from));
    write(store, to, body(store, from), head.metadata());
  }

  private static byte[] body(ObjectStore store, String name) throws IOException {
    try (StoredObject object =
        store.read(new StoredName(name), new ByteRange.Whole(), Optional.empty())) {
      return object.body().readAllBytes();
    }
  }

  private static void write(ObjectStore store, String name, byte[] body, StoredMetadata metadata)
      throws IOException {
    store.write(new StoredName(name), Bodies.of(body), metadata, WriteCondition.NONE);
  }
}
