package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.EpochVault;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.Durability;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ObjectDescription;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectMetadata;
import com.cipherquay.vault.PlaintextBody;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.Vaults;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine;

/** A data folder with a vault and a local store, and the commands over it. */
final class StoreFixture {

  static final String BUCKET = "photos";

  final Path data;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  StoreFixture(Path data) throws IOException {
    this.data = data;
    rotateTo(1);
    try (LocalStore store = open()) {
      store.create(BUCKET);
    }
    Files.writeString(config(), "[local]\nfsync = false\n");
  }

  Path config() {
    return data.resolve("cipherquay.toml");
  }

  /** The vault as it is when it has had so many epochs. */
  Keyset rotateTo(int epoch) throws IOException {
    return EpochVault.write(data, epoch);
  }

  LocalStore open() throws IOException {
    return LocalStore.open(data.resolve("store"), Durability.BUFFERED);
  }

  /** What is done with the vaults of the store while it is open. */
  @FunctionalInterface
  interface Work {
    void on(Vault vault, LocalStore store) throws IOException;
  }

  /** Works with the bucket under the keys of an epoch. */
  void with(int epoch, Work work) throws IOException {
    try (LocalStore store = open()) {
      work.on(Vaults.of(EpochVault.keyset(epoch), store).open(BUCKET), store);
    }
  }

  static void put(Vault vault, String key, int length) throws IOException {
    put(vault, key, ObjectDescription.of(ObjectMetadata.EMPTY), length);
  }

  static void put(Vault vault, String key, ObjectDescription description, int length)
      throws IOException {
    byte[] bytes = bytes(key, length);
    PlaintextBody body = new PlaintextBody(new ByteArrayInputStream(bytes), length, Map::of);
    vault.put(new ObjectKey(key), description, body, WriteCondition.NONE);
  }

  /** What is put under a key. */
  static byte[] bytes(String key, int length) {
    byte[] bytes = new byte[length];
    new Random(key.hashCode()).nextBytes(bytes);
    return bytes;
  }

  /** The name of an object key at the store. */
  String stored(String key) throws IOException {
    try (LocalStore store = open()) {
      return Vaults.of(EpochVault.keyset(1), store).upkeep(BUCKET).walk("", "").next().stream()
          .filter(found -> found.key().filter(it -> it.value().equals(key)).isPresent())
          .findAny()
          .orElseThrow()
          .storedName();
    }
  }

  int run(String... arguments) {
    return runPlain(all(arguments));
  }

  /** Runs a command with these arguments and no more. */
  int runPlain(List<String> arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Keytool.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments.toArray(new String[0]));
  }

  /** The arguments of a command over this store. */
  List<String> all(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString(), "--config", config().toString()));
    return all;
  }

  JsonNode json(int status, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    assertEquals(status, run(all.toArray(new String[0])), err::toString);
    return parse(out.toString());
  }

  static JsonNode parse(String text) throws IOException {
    return JsonMapper.builder().build().readTree(text);
  }

  static long count(JsonNode report, String what) {
    return report.get("counts").path(what).asLong();
  }
}
