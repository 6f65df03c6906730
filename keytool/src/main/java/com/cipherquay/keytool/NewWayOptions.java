package com.cipherquay.keytool;

import com.cipherquay.keyset.WayIn;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a vault shall be unlocked from now on. */
final class NewWayOptions {

  @Option(names = "--passphrase", description = "By a passphrase, which is asked for.")
  private boolean passphrase;

  @Option(
      names = "--kms",
      paramLabel = "URI",
      description = {
        "By a key in AWS KMS (aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID) or in the Transit",
        "engine of HashiCorp Vault (hcvault:MOUNT/keys/NAME)."
      })
  private Optional<String> kms = Optional.empty();

  /** What was chosen, if anything was. */
  Optional<WayIn> choose(CommandSpec spec, Optional<Path> passphraseFile) {
    int chosen = (passphrase ? 1 : 0) + (int) kms.stream().count();
    if (chosen + passphraseFile.stream().count() > 1) {
      throw new ParameterException(spec.commandLine(), "a vault gets one way to be unlocked");
    }
    if (passphrase) {
      return Optional.of(
          WayIn.passphrase(SecretInput.promptTwice("Passphrase of the new vault: ")));
    }
    return passphraseFile
        .map(file -> WayIn.passphrase(SecretInput.of(file)))
        .or(() -> kms.map(uri -> WayIn.kms(uri, UnlockOptions.kms())));
  }
}
