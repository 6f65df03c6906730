package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultDirectoryTest {

  private static final byte[] NOTHING = {};

  private final Path directory;

  VaultDirectoryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void createsOnceAndUnlocksAfterwards() throws IOException {
    Path data = directory.resolve("new/data");
    OpenedVault first = VaultDirectory.open(data);
    OpenedVault second = VaultDirectory.open(data);
    assertTrue(first.created());
    assertFalse(second.created());
    assertEquals(first.owner(), second.owner());
    assertArrayEquals(first.keyset().vaultId(), second.keyset().vaultId());
    assertArrayEquals(
        first.keyset().bucketNames("b").bytes(KeyType.NAME, NOTHING, 32),
        second.keyset().bucketNames("b").bytes(KeyType.NAME, NOTHING, 32));
    assertTrue(first.owner().accessKeyId().matches("CQ[A-Z2-7]{18}"));
    assertEquals(1, first.keyset().currentEpoch());
  }

  @Test
  void keepsItsFilesFromOthers() throws IOException {
    VaultDirectory.open(directory);
    for (Path file : new Path[] {json(), key()}) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void makesDifferentVaults() throws IOException {
    OpenedVault one = VaultDirectory.open(directory.resolve("1"));
    OpenedVault two = VaultDirectory.open(directory.resolve("2"));
    assertNotEquals(one.owner(), two.owner());
    assertFalse(Arrays.equals(one.keyset().vaultId(), two.keyset().vaultId()));
  }

  @Test
  void refusesEveryFlippedByteOfTheVaultFile() throws IOException {
    VaultDirectory.open(directory);
    KeyFile key = KeyFile.read(key());
    byte[] good = Files.readAllBytes(json());
    assertFalse(VaultFileCodec.decode(good, key).unlock().isEmpty());
    for (int i = 0; i < good.length; i++) {
      for (int bit : new int[] {0x01, 0x02, 0x20, 0x80}) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) bit;
        assertThrows(VaultFileException.class, () -> VaultFileCodec.decode(bad, key), "byte " + i);
      }
    }
  }

  @Test
  void refusesAVaultFileCutOrLengthenedAnywhere() throws IOException {
    VaultDirectory.open(directory);
    KeyFile key = KeyFile.read(key());
    byte[] good = Files.readAllBytes(json());
    for (int i = 0; i < good.length; i++) {
      byte[] cut = Arrays.copyOf(good, i);
      assertThrows(VaultFileException.class, () -> VaultFileCodec.decode(cut, key), "cut at " + i);
    }
    for (int end : new int[] {0, ' ', '\n', '}'}) {
      byte[] longer = Arrays.copyOf(good, good.length + 1);
      longer[good.length] = (byte) end;
      assertThrows(VaultFileException.class, () -> VaultFileCodec.decode(longer, key));
    }
  }

  @Test
  void refusesAnotherVaultsKeyFileInPlainWords() throws IOException {
    VaultDirectory.open(directory);
    Path other = directory.resolve("other");
    VaultDirectory.open(other);
    Files.copy(other.resolve(VaultDirectory.KEY_FILE), key(), StandardCopyOption.REPLACE_EXISTING);
    VaultFileException e =
        assertThrows(VaultFileException.class, () -> VaultDirectory.open(directory));
    assertTrue(String.valueOf(e.getMessage()).contains("not that of this vault"));
  }

  @Test
  void refusesAKeyFileThatIsNone() throws IOException {
    VaultDirectory.open(directory);
    String good = Files.readString(key());
    String zeros = "cipherquay-key-1:" + "A".repeat(43) + "\n";
    for (String bad :
        new String[] {"", "hello", good.substring(0, 59), good.strip() + "A", zeros}) {
      Files.writeString(key(), bad);
      assertThrows(VaultFileException.class, () -> VaultDirectory.open(directory), bad);
    }
    Files.writeString(key(), good.strip() + " \r\n");
    assertFalse(VaultDirectory.open(directory).created());
  }

  @Test
  void refusesToReplaceALostFile() throws IOException {
    VaultDirectory.open(directory);
    byte[] key = Files.readAllBytes(key());
    Files.delete(key());
    assertThrows(VaultFileException.class, () -> VaultDirectory.open(directory));
    Files.write(key(), key);
    Files.delete(json());
    Files.writeString(directory.resolve("objects.db"), "data");
    assertThrows(VaultFileException.class, () -> VaultDirectory.open(directory));
    assertFalse(Files.exists(json()));
  }

  @Test
  void refusesANewVaultWhereBothFilesAreLost() throws IOException {
    for (String remains : new String[] {"store", "credentials", "vault.json.bak"}) {
      Path data = directory.resolve("with-" + remains);
      VaultDirectory.open(data);
      Files.delete(data.resolve(VaultDirectory.VAULT_FILE));
      Files.delete(data.resolve(VaultDirectory.KEY_FILE));
      Files.createDirectory(data.resolve(remains));
      VaultFileException e =
          assertThrows(VaultFileException.class, () -> VaultDirectory.open(data), remains);
      assertTrue(String.valueOf(e.getMessage()).contains("there is " + remains + ":"));
      assertFalse(Files.exists(data.resolve(VaultDirectory.KEY_FILE)), remains);
    }
  }

  @Test
  void makesAVaultBesideFilesOfOthers() throws IOException {
    Files.writeString(directory.resolve("cipherquay.toml"), "");
    assertTrue(VaultDirectory.open(directory).created());
  }

  @Test
  void finishesAFirstStartThatWasCutOff() throws IOException {
    VaultDirectory.open(directory);
    byte[] key = Files.readAllBytes(key());
    Files.delete(json());
    Files.delete(directory.resolve(AuditLog.FILE));
    Files.writeString(directory.resolve("vault.json.tmp"), "{\"format\"");
    assertTrue(VaultDirectory.open(directory).created());
    assertArrayEquals(key, Files.readAllBytes(key()));
    assertFalse(Files.exists(directory.resolve("vault.json.tmp")));
  }

  @Test
  void anInterruptedWriteLeavesTheOldFile() throws IOException {
    OpenedVault opened = VaultDirectory.open(directory);
    Files.writeString(directory.resolve("vault.json.tmp"), "{\"format\"");
    assertEquals(opened.owner(), VaultDirectory.open(directory).owner());
  }

  @Test
  void keepsABackupOfWhatItReplaces() throws IOException {
    Path file = directory.resolve("file");
    AtomicFile.replace(file, "old".getBytes(UTF_8));
    AtomicFile.replace(file, "new".getBytes(UTF_8));
    assertEquals("new", Files.readString(file));
    assertEquals("old", Files.readString(directory.resolve("file.bak")));
    assertEquals(2, count());
  }

  @Test
  void aFailedWriteLeavesNoTemporaryFile() throws IOException {
    Path taken = directory.resolve("taken");
    Files.createDirectories(taken.resolve("child"));
    assertThrows(IOException.class, () -> AtomicFile.replace(taken, NOTHING));
    assertTrue(Files.isDirectory(taken.resolve("child")));
    assertFalse(Files.exists(directory.resolve("taken.tmp")));
  }

  @Test
  void holdsNoKeyInClear() throws Exception {
    KeyFile key = KeyFile.generate(new SecureRandom());
    Keyset keyset = FixedKeyset.create();
    String file = new String(encode(keyset, key), UTF_8);
    for (byte value : new byte[] {0x20, 0x31, 0x32, 0x40}) {
      byte[] root = new byte[24];
      Arrays.fill(root, value);
      assertFalse(file.contains(Base64.getEncoder().encodeToString(root)));
    }
    assertFalse(file.contains(keyset.owner("CQAAAAAAAAAAAAAAAAAA").secretAccessKey()));
  }

  @Test
  void keepsEveryEpoch() throws Exception {
    KeyFile key = KeyFile.generate(new SecureRandom());
    byte[] file = encode(FixedKeyset.create(), key);
    Keyset read = VaultFileCodec.decode(file, key).keyset();
    assertEquals(2, read.currentEpoch());
    assertArrayEquals(
        FixedKeyset.create().bucketContent(1, "b").orElseThrow().bytes(KeyType.NAME, NOTHING, 32),
        read.bucketContent(1, "b").orElseThrow().bytes(KeyType.NAME, NOTHING, 32));
  }

  private static byte[] encode(Keyset keyset, KeyFile key) throws Exception {
    return VaultFileCodec.encode(VaultFile.of(keyset, "CQAAAAAAAAAAAAAAAAAA", Instant.EPOCH, key));
  }

  private long count() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  private Path json() {
    return directory.resolve(VaultDirectory.VAULT_FILE);
  }

  private Path key() {
    return directory.resolve(VaultDirectory.KEY_FILE);
  }
}
