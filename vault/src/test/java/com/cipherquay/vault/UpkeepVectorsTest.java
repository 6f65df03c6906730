package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.FixedKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The vectors for notes of copies and inventories. */
final class UpkeepVectorsTest {

  private final Path directory;

  UpkeepVectorsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Vector.read("upkeep.txt").stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  private String outcome(Vector vector) throws IOException {
    return vector.text("op").equals("note") ? note(vector) : inventory(vector);
  }

  private static String note(Vector vector) throws IOException {
    PathKeys keys = PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), vector.text("bucket"));
    ObjectPath path = new ObjectPath(keys, new ObjectKey(new String(vector.hex("key"), UTF_8)));
    Optional<CopyNote> note = CopyNote.parse(vector.hex("note"), vector.text("at"));
    Optional<DataKey> key =
        note.isPresent() ? path.tryUnwrap(note.get().wrapped()) : Optional.empty();
    return key.map(it -> "ok " + HexFormat.of().formatHex(it.raw())).orElse("fail not-ours");
  }

  private String inventory(Vector vector) throws IOException {
    Path file = directory.resolve("inventory");
    Files.write(file, vector.hex("file"));
    try (InventoryReader reader = InventoryReader.open(file, FixedKeyset.create())) {
      int objects = 0;
      while (reader.next().isPresent()) {
        objects++;
      }
      return "ok " + objects;
    } catch (VaultException e) {
      return e.fault() == VaultFault.CORRUPT ? "fail corrupt" : "fail " + e.fault();
    }
  }
}
