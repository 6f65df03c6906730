package com.cipherquay.keytool;

import com.cipherquay.grant.KeyGrant;
import com.cipherquay.grant.KeyGrantFile;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What opens a key grant that is not sealed to the vault. */
final class KeyGrantOpening {

  @Option(
      names = "--grant-passphrase-file",
      paramLabel = "F",
      description = "A file with the passphrase of the key grant, - for standard input.")
  private Optional<Path> passphrase = Optional.empty();

  /**
   * Opens a key grant: with its passphrase, or as the vault that it is for.
   *
   * @throws IOException if it does not open; the message is for the user
   */
  KeyGrant open(KeyGrantFile file, Keyset vault) throws IOException {
    if (passphrase.isPresent()) {
      return file.open(PassphraseFile.read(passphrase.get()));
    }
    if (file.recipient().isEmpty()) {
      throw new IOException(
          "the key grant is sealed to a passphrase: --grant-passphrase-file is missing");
    }
    return file.open(vault);
  }

  boolean isGiven() {
    return passphrase.isPresent();
  }

  /** Opens a key grant with its passphrase, which was given. */
  KeyGrant open(KeyGrantFile file) throws IOException {
    return file.open(PassphraseFile.read(passphrase.orElseThrow()));
  }
}
