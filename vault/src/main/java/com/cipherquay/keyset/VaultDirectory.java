package com.cipherquay.keyset;

import com.cipherquay.audit.AuditEvent;
import com.cipherquay.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory that holds a vault: {@code vault.json}, and {@code vault.key} which unlocks it
 * unless a passphrase or a key management service does.
 *
 * <p>Losing the file, or what unlocks it, loses every object of the vault for good; both belong
 * into a backup, and not into the same one.
 */
public final class VaultDirectory {

  /** The vault file, useless without what unlocks it. */
  public static final String VAULT_FILE = "vault.json";

  /** The key file. */
  public static final String KEY_FILE = "vault.key";

  private static final long MAX_FILE_LENGTH = 1 << 20;

  /** What a first start that was cut off may have left: nothing that any object depends on. */
  private static final Set<String> FRESH =
      Set.of(KEY_FILE, VaultLock.FILE, KEY_FILE + ".tmp", VAULT_FILE + ".tmp");

  /** What is made only after the vault: the local store, the credentials, backups of its files. */
  private static final Set<String> USED =
      Set.of("store", "credentials", VAULT_FILE + ".bak", KEY_FILE + ".bak");

  private VaultDirectory() {}

  /** As {@link #open(Path, Unlocking)}, by the key file in the directory. */
  public static OpenedVault open(Path directory) throws IOException {
    return open(directory, Unlocking.BY_KEY_FILE);
  }

  /**
   * Unlocks the vault in a directory; creates the directory and a new vault if there is none: by
   * the passphrase if one is given, else with a key file.
   *
   * @throws VaultFileException if a vault is there but can not be unlocked, if one of its files is
   *     missing, or if there is what a vault that is gone has left
   */
  public static OpenedVault open(Path directory, Unlocking unlocking) throws IOException {
    if (Files.exists(directory.resolve(VAULT_FILE))) {
      return unlock(directory, unlocking);
    }
    Files.createDirectories(directory);
    return VaultLock.exclusively(
        directory,
        () -> {
          // Another process may have created the vault while this one waited for the lock.
          if (Files.exists(directory.resolve(VAULT_FILE))) {
            return unlock(directory, unlocking);
          }
          refuseRemains(directory);
          return write(directory, make(directory, unlocking.ofFirstStart()));
        });
  }

  /**
   * Creates a vault.
   *
   * @throws VaultFileException if there is one, or what one that is gone has left
   */
  public static OpenedVault create(Path directory, WayIn way) throws IOException {
    refuseVault(directory);
    if (way.isKeyFile()) {
      return create(directory, () -> make(directory, way));
    }
    // Nothing is written before the passphrase is good, or the service has answered.
    Made made = make(directory, way);
    return create(directory, () -> made);
  }

  private static OpenedVault create(Path directory, VaultLock.Work<Made> making)
      throws IOException {
    Files.createDirectories(directory);
    return VaultLock.exclusively(
        directory,
        () -> {
          refuseVault(directory);
          refuseRemains(directory);
          return write(directory, making.run());
        });
  }

  /** Throws if there is a vault in a directory. */
  static void refuseVault(Path directory) throws VaultFileException {
    if (Files.exists(directory.resolve(VAULT_FILE))) {
      throw new VaultFileException("there is a vault in " + directory);
    }
  }

  /** As {@link #unlock(Path, Unlocking)}, by the key file in the directory. */
  public static OpenedVault unlock(Path directory) throws IOException {
    return unlock(directory, Unlocking.BY_KEY_FILE);
  }

  /**
   * Unlocks the vault in a directory.
   *
   * @throws VaultFileException if there is none, or it can not be unlocked
   */
  public static OpenedVault unlock(Path directory, Unlocking unlocking) throws IOException {
    return decode(directory, read(directory), unlocking);
  }

  /** Throws if there is no vault in a directory. */
  static void requireVault(Path directory) throws VaultFileException {
    if (!Files.exists(directory.resolve(VAULT_FILE))) {
      throw new VaultFileException("there is no vault in " + directory);
    }
  }

  /** The bytes of the vault file. */
  static byte[] read(Path directory) throws IOException {
    requireVault(directory);
    Path file = directory.resolve(VAULT_FILE);
    if (Files.size(file) > MAX_FILE_LENGTH) {
      throw new VaultFileException(file + " is too long for a vault file");
    }
    return Files.readAllBytes(file);
  }

  /** Unlocks the bytes of a vault file in a directory. */
  static OpenedVault decode(Path directory, byte[] bytes, Unlocking unlocking) throws IOException {
    try {
      UnlockMethod method =
          unlocking.method(VaultFileCodec.methods(bytes), directory.resolve(KEY_FILE));
      return new OpenedVault(VaultFileCodec.decode(bytes, method), method, false);
    } catch (VaultFileException e) {
      throw new VaultFileException(directory.resolve(VAULT_FILE) + ": " + e.getMessage(), e);
    }
  }

  /** A vault that is not on the disk yet, and what unlocks it. */
  private record Made(UnlockMethod method, VaultFile file) {}

  private static Made make(Path directory, WayIn way) throws IOException {
    try {
      UnlockMethod method = way.make(directory);
      return new Made(method, VaultFile.create(method));
    } catch (GeneralSecurityException e) {
      throw cannotCreate(e);
    }
  }

  private static OpenedVault write(Path directory, Made made) throws IOException {
    try {
      AtomicFile.replace(directory.resolve(VAULT_FILE), VaultFileCodec.encode(made.file()));
    } catch (GeneralSecurityException e) {
      throw cannotCreate(e);
    }
    // Read back what the disk has: a vault that can not be unlocked must not get an object.
    VaultFile written = VaultFileCodec.decode(read(directory), made.method());
    OpenedVault created = new OpenedVault(written, made.method(), true);
    AuditLog.in(directory).append(event("created", created));
    return created;
  }

  /** What the audit log says of a vault: all that is public in it. */
  static AuditEvent event(String what, OpenedVault vault) {
    return AuditEvent.of("vault." + what)
        .with("vault", HexFormat.of().formatHex(vault.keyset().vaultId()))
        .with("epoch", vault.keyset().currentEpoch())
        .with(
            "unlock",
            vault.ways().stream().map(OpenedVault.Way::method).collect(Collectors.joining(",")));
  }

  private static VaultFileException cannotCreate(GeneralSecurityException e) {
    return new VaultFileException("can not create a vault: " + e.getMessage(), e);
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
}
