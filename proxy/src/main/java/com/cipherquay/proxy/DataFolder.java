package com.cipherquay.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.audit.AuditLog;
import com.cipherquay.grant.ExportedGrants;
import com.cipherquay.grant.GrantRegistry;
import com.cipherquay.grant.ImportedGrants;
import com.cipherquay.grant.Revocations;
import com.cipherquay.keyset.LiveKeyset;
import com.cipherquay.keyset.OpenedVault;
import com.cipherquay.keyset.OwnerCredential;
import com.cipherquay.keyset.Unlocking;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.keyset.VaultWatch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data folder: the vault, the owner's credentials for clients, and the local store. */
final class DataFolder {

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  /** The folder of the local store in it. */
  static final String STORE = "store";

  private final Path folder;
  private final Unlocking unlocking;
  private final OpenedVault vault;

  private DataFolder(Path folder, Unlocking unlocking, OpenedVault vault) {
    this.folder = folder;
    this.unlocking = unlocking;
    this.vault = vault;
  }

  /**
   * Opens the folder; creates it and a vault in it if there is none.
   *
   * @throws IOException with a message for the operator
   */
  static DataFolder open(Path path, Unlocking unlocking) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes(folder, "rwx------"));
    }
    DataFolder opened = new DataFolder(folder, unlocking, VaultDirectory.open(folder, unlocking));
    opened.writeCredentials();
    return opened;
  }

  OpenedVault vault() {
    return vault;
  }

  /**
   * The keys of the vault, with the epochs that it gets while the proxy runs.
   *
   * @param refresh how soon a new epoch is used
   */
  LiveKeyset keys(Duration refresh) {
    return VaultWatch.of(folder, unlocking, refresh, vault);
  }

  /** Which access grants are revoked, as it stands in the folder now. */
  Revocations revocations() throws IOException {
    return Revocations.read(folder, vault.keyset());
  }

  /** Which access grants are known to have been made, as it stands in the folder now. */
  GrantRegistry grants() throws IOException {
    return GrantRegistry.read(folder, vault.keyset());
  }

  /** The file that says so. */
  Path grantsFile() {
    return folder.resolve(GrantRegistry.FILE);
  }

  /** Which keys of other vaults there are, as it stands in the folder now. */
  ImportedGrants imports() throws IOException {
    return ImportedGrants.read(folder, vault.keyset());
  }

  /** Which keys were given away, as it stands in the folder now. */
  ExportedGrants exports() throws IOException {
    return ExportedGrants.read(folder, vault.keyset());
  }

  /** Where it is noted what is done to the vault, and what is denied. */
  AuditLog auditLog() {
    return AuditLog.in(folder);
  }

  /** Where the local store lives. */
  Path store() {
    return folder.resolve(STORE);
  }

  /** Where bodies of unknown length wait, encrypted, in files without names. */
  Path spool() {
    return folder.resolve("spool");
  }

  /** Where sorted listings keep, encrypted and while they need it, what does not fit in memory. */
  Path listings() {
    return folder.resolve("listings");
  }

  private Path credentials() {
    return folder.resolve("credentials");
  }

  /** A file that is there is kept: its owner may have added profiles. */
  private void writeCredentials() throws IOException {
    OwnerCredential owner = vault.owner();
    Path file = credentials();
    if (Files.exists(file)) {
      if (!Files.readString(file).contains(owner.secretAccessKey())) {
        LOG.warn("{} is not for this vault; remove it to have it written again", file);
      }
      return;
    }
    String text =
        "[default]%naws_access_key_id = %s%naws_secret_access_key = %s%n"
            .formatted(owner.accessKeyId(), owner.secretAccessKey());
    Path temporary = folder.resolve("credentials.tmp");
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, attributes(folder, "rw-------"));
    Files.writeString(temporary, text, UTF_8);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** How to use the proxy, and after the first start what to back up. */
  String notice(URI endpoint) {
    String use =
        """
        To use it:
          export AWS_SHARED_CREDENTIALS_FILE=%s AWS_ENDPOINT_URL=%s
          aws s3 mb s3://my-bucket
          aws s3 cp FILE s3://my-bucket/
          aws s3 ls s3://my-bucket
        """
            .formatted(quoted(credentials()), endpoint);
    if (!vault.created()) {
      return use;
    }
    if (!vault.ways().stream().allMatch(OpenedVault.Way::isKeyFile)) {
      return """
      A new vault was created in %s.

        BACK UP THIS FILE NOW, and do not lose what unlocks it:
          %s
        Without both everything stored is lost for good; nobody can recover it.

      """
              .formatted(folder, folder.resolve(VaultDirectory.VAULT_FILE))
          + use;
    }
    return """
    A new vault was created in %s.

      BACK UP THESE TWO FILES NOW, in two different places:
        %s   unlocks the vault
        %s  holds its keys, locked
      Without both of them everything stored is lost for good; nobody can recover it.

    """
            .formatted(
                folder,
                folder.resolve(VaultDirectory.KEY_FILE),
                folder.resolve(VaultDirectory.VAULT_FILE))
        + use;
  }

  /** For a shell, where a path may hold blanks and quotes. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static FileAttribute<?>[] attributes(Path near, String permissions) throws IOException {
    Path existing = near;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.getFileStore(existing).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
