package com.cipherquay.keyset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * With what to unlock a vault: what was given for it goes first, and else what the vault itself
 * names is looked for.
 *
 * @param recoveryKey where the recovery key is, if it shall be used
 * @param passphrase where the passphrase is, if it shall be used
 * @param keyFile where the key file is, if not beside the vault file
 * @param prompt asked for the passphrase of a vault that needs one if none was given
 * @param kms the key management services that can be reached
 */
public record Unlocking(
    Optional<SecretSource> recoveryKey,
    Optional<SecretSource> passphrase,
    Optional<Path> keyFile,
    SecretSource prompt,
    Kms kms) {

  /** With the key file beside the vault file and nothing else. */
  public static final Unlocking BY_KEY_FILE =
      new Unlocking(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          () -> {
            throw new VaultFileException("the vault needs its passphrase, and none was given");
          },
          Kms.NONE);

  /** How this would unlock a vault with these sections. */
  UnlockMethod method(List<String> names, Path beside) throws IOException {
    if (recoveryKey.isPresent()) {
      require(names, RecoveryKey.METHOD, "the vault has no recovery key");
      return RecoveryKey.parse(recoveryKey.get().read());
    }
    if (passphrase.isPresent()) {
      require(names, Passphrase.METHOD, "the vault is not unlocked by a passphrase");
      return Passphrase.of(passphrase.get().read());
    }
    if (names.contains(KeyFile.METHOD)) {
      return KeyFile.read(keyFile.orElse(beside));
    }
    if (names.contains(KmsKey.METHOD)) {
      return KmsKey.ofFile(kms);
    }
    require(names, Passphrase.METHOD, "the vault needs another way of unlocking");
    return Passphrase.of(prompt.read());
  }

  private static void require(List<String> names, String method, String otherwise)
      throws VaultFileException {
    if (!names.contains(method)) {
      throw new VaultFileException(otherwise);
    }
  }

  /** The way into a vault that is created by a first start. */
  WayIn ofFirstStart() {
    return passphrase.map(WayIn::passphrase).orElse(WayIn.keyFile());
  }
}
