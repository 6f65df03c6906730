package com.cipherquay.keyset;

import com.cipherquay.audit.AuditLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file with all of a vault's folder that can not be made again: the vault file, locked as it
 * was, and beside it what the vault sealed (FORMAT.md, "Vault file"). Useless without what unlocks
 * the vault. Immutable.
 */
public final class VaultBackup {

  private static final String FORMAT = "cipherquay-backup";
  private static final int VERSION = 1;
  private static final int MOST_BYTES = 64 << 20;

  /** What the vault sealed itself: the list of revoked grants, and what else it may keep. */
  private static final Pattern SEALED =
      Pattern.compile("vault\\.(revocations|[a-z0-9-]{1,40}\\.sealed)");

  private record Body(
      String format, int version, String created, String vault, Map<String, String> files) {}

  private record Sealed(
      String format,
      int version,
      String created,
      String vault,
      Map<String, String> files,
      String seal) {}

  private final OpenedVault vault;
  private final Instant created;
  private final byte[] vaultFile;
  private final SortedMap<String, byte[]> files;

  private VaultBackup(
      OpenedVault vault, Instant created, byte[] vaultFile, SortedMap<String, byte[]> files) {
    this.vault = vault;
    this.created = created;
    this.vaultFile = vaultFile;
    this.files = files;
  }

  /**
   * Writes a backup of the vault in a folder.
   *
   * @param to the file, which is replaced if it is there
   * @return what was written, opened from its bytes
   * @throws VaultFileException if the vault can not be unlocked
   */
  public static VaultBackup write(Path folder, Unlocking unlocking, Path to) throws IOException {
    VaultDirectory.requireVault(folder);
    return VaultLock.exclusively(
        folder,
        () -> {
          OpenedVault vault = VaultDirectory.unlock(folder, unlocking);
          SortedMap<String, String> files = new TreeMap<>();
          for (Path file : sealedIn(folder)) {
            files.put(file.getFileName().toString(), text(Files.readAllBytes(file)));
          }
          Body body =
              new Body(
                  FORMAT,
                  VERSION,
                  Instant.now().toString(),
                  text(VaultDirectory.read(folder)),
                  files);
          byte[] bytes = SealedJson.encode(body, vault.file().fileKey(), KeyType.BACKUP_SEAL);
          VaultBackup written = decode(bytes, vault.method());
          AtomicFile.replace(to, bytes);
          AuditLog.in(folder).append(VaultDirectory.event("backed-up", vault));
          return written;
        });
  }

  private static List<Path> sealedIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> SEALED.matcher(entry.getFileName().toString()).matches())
          .toList();
    }
  }

  /**
   * Opens a backup: it is whole, and unlocks.
   *
   * @param keyFile where the key file is looked for, if none is named
   * @throws VaultFileException with a message for the operator if not
   */
  public static VaultBackup open(Path file, Unlocking unlocking, Path keyFile) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    try {
      byte[] vault = unbase64(parse(bytes).vault());
      return decode(bytes, unlocking.method(VaultFileCodec.methods(vault), keyFile));
    } catch (VaultFileException e) {
      throw new VaultFileException(file + ": " + e.getMessage(), e);
    }
  }

  static VaultBackup decode(byte[] bytes, UnlockMethod method) throws VaultFileException {
    Sealed body = parse(bytes);
    byte[] vault = unbase64(body.vault());
    VaultFile file = VaultFileCodec.decode(vault, method);
    try {
      SealedJson.verify(bytes, file.fileKey(), KeyType.BACKUP_SEAL);
      SortedMap<String, byte[]> files = new TreeMap<>();
      for (Map.Entry<String, String> entry : body.files().entrySet()) {
        if (!SEALED.matcher(entry.getKey()).matches()) {
          throw new VaultFileException("it holds a file that belongs into no vault");
        }
        files.put(entry.getKey(), unbase64(entry.getValue()));
      }
      Instant created = Instant.parse(body.created());
      return new VaultBackup(new OpenedVault(file, method, false), created, vault, files);
    } catch (GeneralSecurityException | DateTimeException e) {
      throw damaged(e);
    }
  }

  private static Sealed parse(byte[] bytes) throws VaultFileException {
    try {
      Sealed body = SealedJson.parse(bytes, Sealed.class);
      if (body.format().equals(FORMAT) && body.version() == VERSION && bytes.length <= MOST_BYTES) {
        return body;
      }
    } catch (VaultFileException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(e);
    }
    throw new VaultFileException("this is not a backup of version " + VERSION);
  }

  private static VaultFileException damaged(Exception cause) {
    return new VaultFileException("the backup is damaged", cause);
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] unbase64(String text) throws VaultFileException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  /**
   * Writes everything into a folder that has no vault file; it may hold a store. Other files that
   * are there stay: a newer list of revoked grants must not become an older one.
   *
   * @return the names of the files written
   * @throws VaultFileException if there is a vault, or the key file of another one
   */
  public List<String> restore(Path folder) throws IOException {
    VaultDirectory.refuseVault(folder);
    Files.createDirectories(folder);
    return VaultLock.exclusively(
        folder,
        () -> {
          VaultDirectory.refuseVault(folder);
          SortedMap<String, byte[]> all = new TreeMap<>(files);
          if (vault.method() instanceof KeyFile keyFile) {
            refuseOther(folder.resolve(VaultDirectory.KEY_FILE), keyFile);
            all.put(VaultDirectory.KEY_FILE, keyFile.content());
          }
          all.keySet().removeIf(name -> Files.exists(folder.resolve(name)));
          for (Map.Entry<String, byte[]> file : all.entrySet()) {
            AtomicFile.replace(folder.resolve(file.getKey()), file.getValue());
          }
          // Last: with it there is a vault.
          AtomicFile.replace(folder.resolve(VaultDirectory.VAULT_FILE), vaultFile);
          List<String> written = new ArrayList<>(all.keySet());
          written.add(VaultDirectory.VAULT_FILE);
          AuditLog.in(folder).append(VaultDirectory.event("restored", vault));
          return written;
        });
  }

  private static void refuseOther(Path file, KeyFile expected) throws IOException {
    if (Files.exists(file) && !Arrays.equals(KeyFile.read(file).content(), expected.content())) {
      throw new VaultFileException(file + " is the key file of another vault");
    }
  }

  /** The vault in it, unlocked. */
  public OpenedVault vault() {
    return vault;
  }

  /** When it was written. */
  public Instant created() {
    return created;
  }

  /** What it holds beside the vault file. */
  public List<String> files() {
    return List.copyOf(files.keySet());
  }
}
