package com.cipherquay.keyset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that was cut off leaves the old vault or the new one, and two at a time lose nothing. */
final class VaultCrashTest {

  private static final int KILLS = 3;

  @TempDir private Path folder = Path.of("");

  /** What {@link AtomicFile} has written when it is cut off after each of its steps. */
  @Test
  void afterEveryStepItIsTheOldOrTheNew() throws Exception {
    VaultDirectory.open(folder);
    byte[] old = VaultDirectory.read(folder);
    VaultEditor.of(folder, Unlocking.BY_KEY_FILE).rotate();
    byte[] next = VaultDirectory.read(folder);
    for (int length : new int[] {0, 1, old.length / 2, old.length - 1, old.length}) {
      assertEquals(1, epoch(old, "vault.json.bak.tmp", Arrays.copyOf(old, length)));
    }
    assertEquals(1, epoch(old, "vault.json.bak", old));
    for (int length : new int[] {0, 1, next.length / 2, next.length - 1, next.length}) {
      assertEquals(1, epoch(old, "vault.json.tmp", Arrays.copyOf(next, length)));
    }
    assertEquals(2, epoch(next, "vault.json.bak", old));
    // What was left behind is in nobody's way.
    assertEquals(3, VaultEditor.of(folder, Unlocking.BY_KEY_FILE).rotate().keyset().currentEpoch());
  }

  private int epoch(byte[] vault, String leftover, byte[] content) throws IOException {
    Files.write(folder.resolve(VaultDirectory.VAULT_FILE), vault);
    Files.write(folder.resolve(leftover), content);
    return VaultDirectory.open(folder).keyset().currentEpoch();
  }

  /** From key file to passphrase: every state on the way has a secret that opens it. */
  @Test
  void anotherWayInNeverLocksOut() throws Exception {
    VaultDirectory.open(folder);
    Path keyFile = folder.resolve(VaultDirectory.KEY_FILE);
    byte[] key = Files.readAllBytes(keyFile);
    VaultEditor.of(folder, Unlocking.BY_KEY_FILE).relock(Cheap.way("a passphrase"));
    byte[] next = VaultDirectory.read(folder);
    // Cut off before the key file was removed, and on the way back after the new one was written.
    Files.write(keyFile, key);
    assertEquals(1, VaultDirectory.open(folder, Cheap.by("a passphrase")).keyset().currentEpoch());
    Files.write(keyFile, KeyFile.generate(new SecureRandom()).content());
    assertTrue(Arrays.equals(next, VaultDirectory.read(folder)));
    assertEquals(1, VaultDirectory.open(folder, Cheap.by("a passphrase")).keyset().currentEpoch());
  }

  @Test
  void killedAtAnyTime() throws Exception {
    VaultDirectory.open(folder);
    Random random = new Random(5);
    int before = 1;
    for (int i = 0; i < KILLS; i++) {
      Process rotating = start(Integer.MAX_VALUE);
      try (BufferedReader out = rotating.inputReader(StandardCharsets.UTF_8)) {
        assertEquals("ready", out.readLine());
        Thread.sleep(random.nextInt(200));
      } finally {
        rotating.destroyForcibly().waitFor();
      }
      int now = VaultDirectory.unlock(folder).keyset().currentEpoch();
      assertTrue(now > before);
      before = now;
    }
    assertEquals(before, VaultDirectory.unlock(folder).keyset().epochs().size());
  }

  @Test
  void twoProcessesTakeTurns() throws Exception {
    VaultDirectory.open(folder);
    List<Process> both = new ArrayList<>(List.of(start(5), start(5)));
    for (Process process : both) {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    }
    assertEquals(11, VaultDirectory.unlock(folder).keyset().currentEpoch());
  }

  private Process start(int times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Rotating.class.getName(),
            folder.toString(),
            String.valueOf(times))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The process that is killed. */
  static final class Rotating {

    private Rotating() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      int times = Integer.parseInt(arguments[1]);
      VaultEditor editor = VaultEditor.of(folder, Unlocking.BY_KEY_FILE);
      for (int i = 0; i < times; i++) {
        editor.rotate();
        if (i == 0) {
          System.out.println("ready");
        }
      }
    }
  }
}
