package com.cipherquay.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrantRegistryTest {

  private static final Keyset VAULT = GrantTest.vault(0x40);
  private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");

  private final Path folder;

  GrantRegistryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private GrantRegistry read() throws IOException {
    return GrantRegistry.read(folder, VAULT);
  }

  private Grant add(GrantLink narrowed, Instant made, boolean registered) throws IOException {
    Grant grant = GrantTest.reader(VAULT).restrict(narrowed).grant();
    GrantRegistry.add(folder, VAULT, new GrantRegistry.Entry(grant, made, registered));
    return grant;
  }

  @Test
  void onlyARegisteredGrantIsFoundByItsAccessKeyId() throws IOException {
    assertTrue(read().entries().isEmpty());
    Grant plain = add(GrantTest.until(MADE), MADE, false);
    Grant registered = add(GrantTest.until(MADE), MADE.plusSeconds(1), true);
    GrantRegistry both = read();
    assertEquals(
        List.of(
            new GrantRegistry.Entry(plain, MADE, false),
            new GrantRegistry.Entry(registered, MADE.plusSeconds(1), true)),
        both.entries());
    assertEquals(Optional.of(registered), both.registered(registered.accessKeyId()));
    assertTrue(both.registered(plain.accessKeyId()).isEmpty());
    assertTrue(both.registered("").isEmpty());
    GrantRegistry.add(folder, VAULT, new GrantRegistry.Entry(plain, MADE, true));
    assertEquals(Optional.of(plain), read().registered(plain.accessKeyId()));
  }

  @Test
  void whatEndedLongAgoIsForgotten() throws IOException {
    Grant old = add(GrantTest.until(MADE), MADE, true);
    Grant later = add(GrantTest.until(MADE.plusSeconds(1)), MADE, true);
    Instant month = MADE.plus(Duration.ofDays(30));
    assertEquals(2, read().entries().size());
    Grant newest = add(GrantTest.until(month), month.plusSeconds(1), false);
    assertEquals(
        List.of(later, newest), read().entries().stream().map(GrantRegistry.Entry::grant).toList());
    assertTrue(read().registered(old.accessKeyId()).isEmpty());
  }

  @Test
  void nothingOfItIsReadableAndEveryByteCounts() throws IOException {
    add(GrantTest.until(MADE).called(Optional.of("a canary")), MADE, true);
    Path file = folder.resolve(GrantRegistry.FILE);
    byte[] sealed = Files.readAllBytes(file);
    assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("canary"));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertThrows(VaultFileException.class, this::read, "byte " + i);
    }
    Files.write(file, new byte[0]);
    assertThrows(VaultFileException.class, this::read);
    Files.write(file, sealed);
    assertEquals(1, read().entries().size());
    Keyset other = GrantTest.vault(0x41);
    assertThrows(VaultFileException.class, () -> GrantRegistry.read(folder, other));
  }

  @Test
  void aFullListTakesNoMore() throws IOException {
    Path file = folder.resolve(GrantRegistry.FILE);
    Grant first = add(GrantTest.until(MADE), MADE, true);
    GrantLink wide =
        GrantLink.ANYTHING.in(
            java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> GrantScope.ofPrefix("b", "a/" + i + "x".repeat(900) + "/"))
                .toList());
    IOException full =
        assertThrows(
            IOException.class,
            () -> {
              List<GrantRegistry.Entry> many = new ArrayList<>();
              for (int i = 0; i < 1200; i++) {
                Grant grant = GrantTest.reader(VAULT).restrict(wide).grant();
                many.add(new GrantRegistry.Entry(grant, MADE, false));
              }
              GrantRegistry.addAll(folder, VAULT, many);
            });
    assertTrue(String.valueOf(full.getMessage()).contains("too long"), full.toString());
    assertEquals(Optional.of(first), read().registered(first.accessKeyId()), file.toString());
  }

  @Test
  void whoAddsAtTheSameTimeLosesNothing()
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Grant>> made = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        made.add(threads.submit(() -> add(GrantTest.until(MADE), MADE, true)));
      }
      for (Future<Grant> grant : made) {
        Grant added = grant.get();
        assertEquals(Optional.of(added), read().registered(added.accessKeyId()));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
