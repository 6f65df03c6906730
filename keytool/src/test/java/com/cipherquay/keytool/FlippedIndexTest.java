package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.EpochVault;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LocalStore;
import com.cipherquay.vault.ListOrder;
import com.cipherquay.vault.ListPosition;
import com.cipherquay.vault.ListRequest;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.VaultObject;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes of the index of the local store are flipped. No reader gets wrong bytes, and where anything
 * is missing, can not be read or has another size than before, {@code check} says so.
 */
final class FlippedIndexTest {

  private final StoreFixture fixture;
  private final Path index;
  private final Map<String, Integer> sizes = new TreeMap<>();
  private int harmless;
  private int found;

  FlippedIndexTest(@TempDir Path temporary) throws IOException {
    this.fixture = new StoreFixture(temporary.resolve("data"));
    this.index = fixture.data.resolve("store/index.db");
  }

  @Test
  void someBytes(TestReporter reporter) throws IOException {
    flip(150, reporter);
  }

  @Test
  @Tag("campaign")
  void manyBytes(TestReporter reporter) throws IOException {
    flip(1000, reporter);
  }

  private void flip(int flips, TestReporter reporter) throws IOException {
    fixture.with(
        1,
        (vault, store) -> {
          for (int i = 0; i < 16; i++) {
            String key = "d" + i % 3 + "/" + i;
            sizes.put(key, i < 13 ? 100 + i * 300 : 40_000 + i);
            StoreFixture.put(vault, key, sizes.get(key));
          }
        });
    byte[] good = Files.readAllBytes(index);
    long seed = Long.getLong("cipherquay.tests.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < flips; i++) {
      int position = usedPosition(good, random);
      int bit = 1 << random.nextInt(8);
      byte[] flipped = good.clone();
      flipped[position] ^= (byte) bit;
      Files.write(index, flipped);
      look(", bit " + bit + " at " + position + ", again: -Dcipherquay.tests.seed=" + seed);
    }
    Files.write(index, good);
    reporter.publishEntry("flips", harmless + " harmless, " + found + " found by check");
    assertTrue(found > flips / 10, "too few did any harm");
  }

  /** Zeros are mostly room that nobody uses. */
  private static int usedPosition(byte[] good, Random random) {
    int position;
    do {
      position = random.nextInt(good.length);
    } while (good[position] == 0 && random.nextInt(20) > 0);
    return position;
  }

  private void look(String when) throws IOException {
    boolean asBefore;
    try (LocalStore store = fixture.open()) {
      asBefore = isAsBefore(Vaults.of(EpochVault.keyset(1), store).open(StoreFixture.BUCKET), when);
    } catch (IOException | RuntimeException e) {
      asBefore = false;
    }
    if (asBefore) {
      harmless++;
      return;
    }
    assertEquals(
        1, fixture.run("check", "--read-data"), () -> fixture.out + " and " + fixture.err + when);
    assertTrue(fixture.out.toString().length() + fixture.err.toString().length() > 10, when);
    found++;
  }

  /** Whether everything is listed and read as it was written. */
  private boolean isAsBefore(Vault vault, String when) throws IOException {
    Map<String, Integer> listed = new TreeMap<>();
    vault
        .list(new ListRequest("", "", new ListPosition.Beginning(), 1000, ListOrder.STORED))
        .objects()
        .forEach(it -> listed.put(it.key().value(), (int) it.length()));
    boolean asBefore = listed.equals(sizes);
    for (Map.Entry<String, Integer> one : sizes.entrySet()) {
      byte[] expected = StoreFixture.bytes(one.getKey(), one.getValue());
      asBefore &= reads(vault, one.getKey(), expected, when);
    }
    return asBefore;
  }

  private static boolean reads(Vault vault, String key, byte[] expected, String when) {
    byte[] read;
    try (VaultObject object = vault.get(new ObjectKey(key), new ByteRange.Whole())) {
      read = object.body().readAllBytes();
    } catch (IOException | RuntimeException e) {
      return false;
    }
    assertArrayEquals(expected, read, () -> key + when);
    return true;
  }
}
