package com.cipherquay.keyset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The directory that holds a vault: {@code vault.json}, and {@code vault.key} which unlocks it.
 *
 * <p>Losing either file loses every object of the vault for good; both belong into a backup, and
 * not into the same one.
 */
public final class VaultDirectory {

  /** The vault file, useless without the key file. */
  public static final String VAULT_FILE = "vault.json";

  /** The key file. */
  public static final String KEY_FILE = "vault.key";

  private static final String LOCK_FILE = "vault.lock";
  private static final long MAX_FILE_LENGTH = 1 << 20;

  /** What a first start that was cut off may have left: nothing that any object depends on. */
  private static final Set<String> FRESH =
      Set.of(KEY_FILE, LOCK_FILE, KEY_FILE + ".tmp", VAULT_FILE + ".tmp");

  /** What is made only after the vault: the local store, the credentials, backups of its files. */
  private static final Set<String> USED =
      Set.of("store", "credentials", VAULT_FILE + ".bak", KEY_FILE + ".bak");

  private VaultDirectory() {}

  /**
   * Unlocks the vault in a directory; creates the directory and a new vault if there is none.
   *
   * @throws VaultFileException if a vault is there but can not be unlocked, if one of its files is
   *     missing, or if there is what a vault that is gone has left
   */
  public static OpenedVault open(Path directory) throws IOException {
    if (Files.exists(directory.resolve(VAULT_FILE))) {
      return unlock(directory);
    }
    Files.createDirectories(directory);
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      // Another process may have created the vault while this one waited for the lock.
      if (lock.isValid() && !Files.exists(directory.resolve(VAULT_FILE))) {
        return create(directory);
      }
    } catch (OverlappingFileLockException e) {
      throw new VaultFileException("the vault is being created by another thread", e);
    }
    return unlock(directory);
  }

  /**
   * Unlocks the vault in a directory.
   *
   * @throws VaultFileException if there is none, or it can not be unlocked
   */
  public static OpenedVault unlock(Path directory) throws IOException {
    Path file = directory.resolve(VAULT_FILE);
    if (!Files.exists(file)) {
      throw new VaultFileException("there is no vault in " + directory);
    }
    if (Files.size(file) > MAX_FILE_LENGTH) {
      throw new VaultFileException(file + " is too long for a vault file");
    }
    KeyFile key = KeyFile.read(directory.resolve(KEY_FILE));
    try {
      return VaultFile.decode(Files.readAllBytes(file), key);
    } catch (VaultFileException e) {
      throw new VaultFileException(file + ": " + e.getMessage(), e);
    }
  }

  private static OpenedVault create(Path directory) throws IOException {
    refuseRemains(directory);
    Path keyFile = directory.resolve(KEY_FILE);
    SecureRandom random = new SecureRandom();
    try {
      KeyFile key;
      if (Files.exists(keyFile)) {
        key = KeyFile.read(keyFile);
      } else {
        key = KeyFile.generate(random);
        AtomicFile.replace(keyFile, key.content());
      }
      Keyset keyset =
          Keyset.of(
              bytes(random, Keyset.VAULT_ID_LENGTH),
              RootKeys.ofBytes(bytes(random, DerivedKey.LENGTH)),
              RootKeys.ofBytes(bytes(random, DerivedKey.LENGTH)),
              RootKeys.ofBytes(bytes(random, DerivedKey.LENGTH)));
      String owner = "CQ" + Encoding.base32(bytes(random, 12), 18);
      AtomicFile.replace(
          directory.resolve(VAULT_FILE), VaultFile.encode(keyset, owner, key, Instant.now()));
    } catch (GeneralSecurityException e) {
      throw new VaultFileException("can not create a vault: " + e.getMessage(), e);
    }
    // Read back what the disk has: a vault that can not be unlocked must not get its first object.
    OpenedVault written = unlock(directory);
    return new OpenedVault(written.keyset(), written.owner(), true);
  }

  /** A directory in use without its vault file has lost it: a new vault would hide its objects. */
  private static void refuseRemains(Path directory) throws IOException {
    List<String> remains;
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> names = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
      // Beside a key file everything that a first start does not leave is a sign of use; without
      // one only what is surely ours, because a vault may be made in a folder with other files.
      Predicate<String> used =
          names.contains(KEY_FILE) ? name -> !FRESH.contains(name) : USED::contains;
      remains = names.stream().filter(used).toList();
    }
    if (!remains.isEmpty()) {
      throw new VaultFileException(
          "%s is missing, but there is %s: restore your backup, or start in an empty folder"
              .formatted(directory.resolve(VAULT_FILE), String.join(", ", remains)));
    }
  }

  private static byte[] bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
