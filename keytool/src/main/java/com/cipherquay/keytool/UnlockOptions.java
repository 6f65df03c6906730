package com.cipherquay.keytool;

import com.cipherquay.keyset.Kms;
import com.cipherquay.keyset.Unlocking;
import com.cipherquay.kms.KmsServices;
import com.cipherquay.kms.KmsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * With what a vault is unlocked. Secrets come from files or from a person, never from arguments.
 */
final class UnlockOptions {

  private static final String VARIABLE = "CIPHERQUAY_VAULT_";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = {
        "A file with the passphrase of the vault, - for standard input, /dev/fd/N for a",
        "descriptor; default: CIPHERQUAY_VAULT_PASSPHRASE_FILE, or it is asked for."
      })
  private Optional<Path> passphrase = Optional.empty();

  @Option(
      names = "--recovery-key-file",
      paramLabel = "FILE",
      description = "The same for a recovery key, to be used instead.")
  private Optional<Path> recoveryKey = Optional.empty();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The key file of the vault; default: vault.key beside vault.json.")
  private Optional<Path> keyFile = Optional.empty();

  /** What the options and the environment say. */
  Unlocking unlocking() {
    boolean other = recoveryKey.isPresent() || keyFile.isPresent();
    Optional<Path> file = passphrase;
    if (file.isEmpty() && !other) {
      file = variable("PASSPHRASE_FILE").map(Path::of);
    }
    return new Unlocking(
        recoveryKey.map(SecretInput::of),
        file.map(SecretInput::of),
        keyFile,
        SecretInput.prompt("Passphrase of the vault: "),
        kms());
  }

  /** The key management services, as the environment describes them. */
  static Kms kms() {
    return KmsServices.of(
        new KmsSettings(
            variable("KMS_ENDPOINT").map(URI::create),
            variable("KMS_TOKEN_FILE").map(Path::of),
            System.getenv()));
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(VARIABLE + name)).filter(text -> !text.isBlank());
  }

  /** Whether standard input is one of the files, and so taken. */
  boolean takesStandardInput() {
    return passphrase.or(() -> recoveryKey).filter(SecretInput::isStandardInput).isPresent();
  }
}
