package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.EpochVault;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ObjectDescription;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectMetadata;
import com.cipherquay.vault.Upkeep;
import com.cipherquay.vault.UploadListRequest;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.Vaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepCommandTest {

  private static final ObjectKey A = new ObjectKey("a");
  private static final ObjectKey B = new ObjectKey("b");
  private static final Duration ANY_AGE = Duration.ofDays(-1);

  private final StoreFixture fixture;

  SweepCommandTest(@TempDir Path temporary) throws IOException {
    this.fixture = new StoreFixture(temporary.resolve("data"));
  }

  @Test
  void removesWhatHasEndedAndAbortsOldUploads() throws IOException {
    fixture.with(
        1,
        (vault, store) -> {
          ObjectMetadata ended =
              new ObjectMetadata(
                  Map.of(), Map.of(ObjectMetadata.EXPIRES, "2020-01-01T00:00:00Z"), Map.of());
          StoreFixture.put(vault, "ended", ObjectDescription.of(ended), 5);
          StoreFixture.put(vault, "stays", 5);
          vault.uploads().create(A, ObjectMetadata.EMPTY, Optional.empty());
        });
    JsonNode first = fixture.json(0, "sweep", "s3://photos", "--older-than", "1h");
    assertEquals(1, StoreFixture.count(first, "ended-objects"));
    assertEquals(0, StoreFixture.count(first, "aborted-uploads"));
    JsonNode second = fixture.json(0, "sweep", "--older-than", "0m");
    assertEquals(0, StoreFixture.count(second, "ended-objects"));
    assertEquals(1, StoreFixture.count(second, "aborted-uploads"));
    fixture.with(
        1,
        (vault, store) -> {
          UploadListRequest all = new UploadListRequest("", "", "", "", 10);
          assertEquals(List.of(), vault.uploads().list(all).uploads());
          assertThrows(StoreException.class, () -> vault.head(new ObjectKey("ended")));
          assertEquals(5, vault.head(new ObjectKey("stays")).length());
        });
    assertEquals(0, StoreFixture.count(fixture.json(0, "check"), "findings"));
  }

  @Test
  void removesTheNotesOfCopiesThatAreGone() throws IOException {
    try (LocalStore local = fixture.open()) {
      Vaults vaults = Vaults.of(EpochVault.keyset(1), local);
      Vault vault = vaults.open(StoreFixture.BUCKET);
      Upkeep upkeep = vaults.upkeep(StoreFixture.BUCKET);
      StoreFixture.put(vault, "a", 5);
      vault.copy(vault.source(A), B, Optional.empty(), WriteCondition.NONE);
      assertEquals(0, upkeep.sweepCopies(ANY_AGE));
      vault.copy(vault.source(B), new ObjectKey("c"), Optional.empty(), WriteCondition.NONE);
      vault.delete(B);
      assertEquals(0, upkeep.sweepCopies(Duration.ofDays(1)));
      assertEquals(1, upkeep.sweepCopies(ANY_AGE));
      assertEquals(0, upkeep.sweepCopies(ANY_AGE));
      // Replaced by another write: the note says nothing any more.
      StoreFixture.put(vault, "c", 5);
      assertEquals(1, upkeep.sweepCopies(ANY_AGE));
    }
    assertEquals(0, fixture.run("check"), fixture.out::toString);
  }

  @Test
  void refusesPrefixesAndOddTimes() {
    assertEquals(2, fixture.run("sweep", "s3://photos/a/"));
    for (String wrong : List.of("7", "d", "-1d", "1y", "")) {
      assertEquals(2, fixture.run("sweep", "--older-than", wrong), wrong);
    }
    for (List<String> command :
        List.of(List.of("sweep"), List.of("inventory", "create"), List.of("inventory", "verify"))) {
      String[] help = new String[command.size() + 1];
      System.arraycopy(command.toArray(new String[0]), 0, help, 0, command.size());
      help[command.size()] = "--help";
      assertEquals(0, fixture.run(help));
      assertTrue(fixture.out.toString().contains("Example"), fixture.out.toString());
    }
  }
}
