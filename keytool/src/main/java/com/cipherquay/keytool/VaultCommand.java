package com.cipherquay.keytool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vault}: the vault file, and what unlocks it. */
@Command(
    name = "vault",
    mixinStandardHelpOptions = true,
    description = "Creates, inspects, rotates and backs up a vault, and changes what unlocks it.",
    subcommands = {
      VaultCreateCommand.class,
      VaultUnlockTestCommand.class,
      VaultInspectCommand.class,
      VaultPassphraseCommand.class,
      VaultRecoveryKeyCommand.class,
      VaultRotateCommand.class,
      VaultBackupCommand.class,
      VaultVerifyBackupCommand.class,
      VaultRestoreCommand.class
    })
final class VaultCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "create, unlock-test, inspect, passphrase, recovery-key, rotate, backup, verify-backup or restore?");
  }
}
