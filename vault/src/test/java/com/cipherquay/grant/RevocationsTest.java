package com.cipherquay.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RevocationsTest {

  private static final Keyset VAULT = GrantTest.vault(0x40);

  private final Path folder;

  RevocationsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aGrantAndAllThatWasNarrowedFromIt() throws IOException {
    GrantCredential one = GrantTest.reader(VAULT);
    GrantCredential narrowed = one.restrict(GrantTest.until(Instant.EPOCH));
    GrantCredential sibling = one.restrict(GrantTest.until(Instant.EPOCH.plusSeconds(1)));
    GrantCredential other = GrantTest.reader(VAULT);
    assertEquals(0, Revocations.read(folder, VAULT).size());

    assertTrue(Revocations.add(folder, VAULT, narrowed.grant().id()));
    Revocations first = Revocations.read(folder, VAULT);
    assertTrue(first.cover(narrowed.grant()));
    assertFalse(first.cover(one.grant()) || first.cover(sibling.grant()));

    assertTrue(Revocations.add(folder, VAULT, one.grant().id()));
    assertFalse(Revocations.add(folder, VAULT, one.grant().id()));
    Revocations second = Revocations.read(folder, VAULT);
    assertEquals(2, second.size());
    assertTrue(second.cover(one.grant()) && second.cover(sibling.grant()));
    assertFalse(second.cover(other.grant()));
  }

  @Test
  void twoListsMakeOne(@TempDir Path elsewhere) throws IOException {
    Revocations.add(folder, VAULT, "0".repeat(32));
    Revocations.add(elsewhere, VAULT, "a".repeat(32));
    Revocations here = Revocations.read(folder, VAULT);
    Revocations there = Revocations.read(elsewhere, VAULT);
    assertFalse(here.include(there));
    assertTrue(here.and(there).include(there) && here.and(there).include(here));
    assertEquals(2, here.and(there).size());
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    Revocations.add(folder, VAULT, "0".repeat(32));
    Revocations.add(folder, VAULT, "a".repeat(32));
    Path file = folder.resolve(Revocations.FILE);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      assertRefused(file, changed);
      assertRefused(file, Arrays.copyOf(whole, at));
    }
    assertRefused(file, Arrays.copyOf(whole, whole.length + 1));
    Files.write(file, whole);
    assertEquals(2, Revocations.read(folder, VAULT).size());
    assertThrows(IOException.class, () -> Revocations.read(folder, GrantTest.vault(0x41)));
  }

  private void assertRefused(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    assertThrows(IOException.class, () -> Revocations.read(folder, VAULT));
    assertThrows(IOException.class, () -> Revocations.add(folder, VAULT, "b".repeat(32)));
  }

  @Test
  void onlyAnIdIsOne() {
    for (String id : List.of("", "x", "A".repeat(32), "0".repeat(31), "0".repeat(33), "\n")) {
      assertThrows(IOException.class, () -> Revocations.add(folder, VAULT, id), id);
    }
  }

  @Test
  void noneIsLostBetweenMany() throws IOException {
    IntStream.range(0, 20)
        .forEach(
            number -> {
              try {
                Revocations.add(folder, VAULT, String.format("%032x", 7 * number % 20));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertEquals(20, Revocations.read(folder, VAULT).size());
  }
}
