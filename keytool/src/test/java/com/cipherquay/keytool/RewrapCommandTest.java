package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.EpochVault;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.CountingBucketStore;
import com.cipherquay.store.LegalHold;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoredLock;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ObjectDescription;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectMetadata;
import com.cipherquay.vault.ObjectTags;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.VaultObject;
import com.cipherquay.vault.Vaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RewrapCommandTest {

  private static final int MANY = 10_000;
  private static final int SIGKILL_EXIT = 128 + 9;
  private static final BucketTarget TARGET = BucketTarget.parse("s3://" + StoreFixture.BUCKET);

  private final Path temporary;
  private final StoreFixture fixture;

  RewrapCommandTest(@TempDir Path temporary) throws IOException {
    this.temporary = temporary;
    this.fixture = new StoreFixture(temporary.resolve("data"));
  }

  @Test
  void aThousandObjectsCostOneLookAndOneCopyEach() throws IOException {
    costOneLookAndOneCopyEach(1_000);
  }

  @Test
  @Tag("slow")
  void tenThousandObjectsCostOneLookAndOneCopyEach() throws IOException {
    costOneLookAndOneCopyEach(MANY);
  }

  private void costOneLookAndOneCopyEach(int many) throws IOException {
    put(many);
    try (LocalStore local = fixture.open()) {
      CountingBucketStore counting = new CountingBucketStore(local);
      assertEquals(many, pass(counting).of("rewrapped"));
      Map<StoreCall, Long> calls =
          Map.of(
              StoreCall.HEAD_BUCKET,
              1L,
              StoreCall.LIST,
              many / 1000L,
              StoreCall.HEAD,
              (long) many,
              StoreCall.COPY,
              (long) many);
      assertEquals(calls, counting.counts().byCall());
      counting.counts().reset();
      assertEquals(many, pass(counting).of("current"));
      assertEquals(0, counting.counts().of(StoreCall.COPY));
      assertEquals(many, counting.counts().of(StoreCall.HEAD));
      // No key of the first epoch is needed any more.
      Vault vault = Vaults.of(EpochVault.keyset(2, 2), local).open(StoreFixture.BUCKET);
      assertEquals(3, vault.head(new ObjectKey("d1/711")).length());
    }
  }

  private PassReport pass(CountingBucketStore store) throws IOException {
    ResumeFile resume = new ResumeFile(temporary.resolve("state"), "rewrap");
    Vaults vaults = Vaults.of(EpochVault.keyset(2), store);
    PrintWriter err = new PrintWriter(fixture.err);
    try (PassRun run = new PassRun(vaults, RewrapCommand::rewrap, resume, Progress.on(err))) {
      return run.run(TARGET);
    }
  }

  private void put(int many) throws IOException {
    fixture.with(
        1,
        (vault, store) -> {
          for (int i = 0; i < many; i++) {
            StoreFixture.put(vault, "d" + i % 10 + "/" + i, 3);
          }
        });
  }

  @Test
  @Tag("slow")
  void goesOnWhereItWasKilled() throws IOException, InterruptedException {
    put(MANY);
    fixture.rotateTo(2);
    Path state = temporary.resolve("rewrap.resume");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dorg.sqlite.tmpdir=" + temporary);
    command.add(Keytool.class.getName());
    command.addAll(fixture.all("rewrap", "s3://photos", "--resume", state.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("said").toFile())
            .start();
    while (!Files.exists(state) && process.isAlive()) {
      Thread.sleep(5);
    }
    process.destroyForcibly();
    assertEquals(
        SIGKILL_EXIT, process.waitFor(), () -> "ended first: " + said(temporary.resolve("said")));

    JsonNode report = fixture.json(0, "rewrap", "s3://photos", "--resume", state.toString());
    long done = StoreFixture.count(report, "rewrapped") + StoreFixture.count(report, "current");
    assertEquals(MANY, done);
    assertEquals(MANY, StoreFixture.count(report, "objects"));
    // What the killed process did after its last note was done already, and the rest was not.
    assertTrue(StoreFixture.count(report, "rewrapped") > MANY / 2, report::toString);
    assertFalse(Files.exists(state));
    JsonNode again = fixture.json(0, "rewrap", "s3://photos", "--resume", state.toString());
    assertEquals(MANY, StoreFixture.count(again, "current"));
  }

  private static String said(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void countsWhatItLeaves() throws IOException {
    fixture.with(
        1,
        (vault, store) -> {
          StoreFixture.put(vault, "a/plain", 10);
          StoreFixture.put(vault, "b", 10);
          StoreFixture.put(vault, "a/archived", in(new StorageClass("GLACIER")), 10);
          StoredName foreign = new StoredName("a-foreign-object");
          byte[] body = new byte[304];
          store
              .open(StoreFixture.BUCKET)
              .write(foreign, Bodies.of(body), StoredMetadata.NONE, WriteCondition.NONE);
          store.create("locked", true);
          StoredLock hold = StoredLock.NONE.with(LegalHold.ON);
          StoreFixture.put(
              Vaults.of(EpochVault.keyset(1), store).open("locked"),
              "held",
              new ObjectDescription(
                  ObjectMetadata.EMPTY, ObjectTags.NONE, StorageClass.STANDARD, hold),
              10);
        });
    fixture.rotateTo(2);
    JsonNode directory = fixture.json(0, "rewrap", "s3://photos/a/");
    assertEquals(2, StoreFixture.count(directory, "objects"));
    assertEquals(1, StoreFixture.count(directory, "rewrapped"));
    assertEquals(1, StoreFixture.count(directory, "archived"));
    JsonNode all = fixture.json(0, "rewrap");
    assertEquals(1, StoreFixture.count(all, "rewrapped"));
    assertEquals(1, StoreFixture.count(all, "current"));
    assertEquals(1, StoreFixture.count(all, "foreign"));
    assertEquals(1, StoreFixture.count(all, "locked"));
    assertEquals(0, fixture.run("rewrap"));
    assertEquals(
        "5 objects, 1 archived, 2 current, 1 foreign, 1 locked", fixture.out.toString().strip());
  }

  private static ObjectDescription in(StorageClass storageClass) {
    return new ObjectDescription(ObjectMetadata.EMPTY, ObjectTags.NONE, storageClass);
  }

  @Test
  void reencryptGivesEveryObjectANewDataKey() throws IOException {
    fixture.with(
        1,
        (vault, store) -> {
          for (int i = 0; i < 100; i++) {
            StoreFixture.put(vault, "d/" + i, 1000 * i);
          }
        });
    String before = stored();
    fixture.rotateTo(2);
    JsonNode report = fixture.json(0, "reencrypt", "s3://photos/d/");
    assertEquals(100, StoreFixture.count(report, "reencrypted"));
    assertFalse(before.equals(stored()));
    fixture.with(
        2,
        (vault, store) -> {
          Vault newest = Vaults.of(EpochVault.keyset(2, 2), store).open(StoreFixture.BUCKET);
          for (int i = 0; i < 100; i++) {
            ObjectKey key = new ObjectKey("d/" + i);
            try (VaultObject object = newest.get(key, new ByteRange.Whole())) {
              byte[] body = object.body().readAllBytes();
              assertArrayEquals(StoreFixture.bytes("d/" + i, 1000 * i), body);
            }
          }
        });
  }

  /** The beginning of one object as it lies in the store. */
  private String stored() throws IOException {
    StoredName name = new StoredName(fixture.stored("d/7"));
    try (LocalStore store = fixture.open()) {
      StoredMetadata metadata = store.open(StoreFixture.BUCKET).head(name).metadata();
      return java.util.HexFormat.of().formatHex(metadata.bytes(), 5, 21);
    }
  }

  @Test
  void refusesWhatItCanNotWorkOver() throws IOException {
    for (String wrong : List.of("photos", "s3://", "s3:///x", "s3://photos/a", "")) {
      assertEquals(2, fixture.run("rewrap", wrong), wrong);
    }
    assertEquals(1, fixture.run("rewrap", "s3://nowhere"));
    try (LocalStore store = fixture.open()) {
      assertTrue(store.buckets().size() == 1);
      assertEquals(1, fixture.run("rewrap"));
      assertTrue(fixture.err.toString().contains("stop the proxy"), fixture.err.toString());
    }
    Files.move(fixture.data.resolve("store"), temporary.resolve("elsewhere"));
    assertEquals(1, fixture.run("rewrap"));
    assertTrue(fixture.err.toString().contains("there is no store"), fixture.err.toString());
    assertFalse(Files.exists(fixture.data.resolve("store")));
    try (Stream<Path> files = Files.list(fixture.data)) {
      assertTrue(files.noneMatch(file -> file.toString().contains("resume")));
    }
  }

  @Test
  void tellsAStateOfAnotherRunApart() throws IOException {
    Path state = temporary.resolve("state");
    new ResumeFile(state, "check s3://photos/")
        .note(new ResumeFile.Position("photos", "x"), new PassReport());
    assertEquals(1, fixture.run("rewrap", "--resume", state.toString()));
    assertTrue(fixture.err.toString().contains("another run"), fixture.err.toString());
    assertTrue(Files.exists(state));
    Files.writeString(state, "{");
    assertEquals(1, fixture.run("rewrap", "--resume", state.toString()));
    assertTrue(fixture.err.toString().contains("no state"), fixture.err.toString());
  }

  @Test
  void showsAnExampleInEveryHelp() {
    for (String command : List.of("rewrap", "reencrypt", "check")) {
      assertEquals(0, fixture.run(command, "--help"));
      String help = fixture.out.toString();
      assertTrue(help.contains("Example") && help.contains("Exit status:"), help);
    }
  }
}
