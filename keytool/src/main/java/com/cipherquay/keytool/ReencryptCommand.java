package com.cipherquay.keytool;

import com.cipherquay.vault.FoundObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reencrypt}: objects under new data keys. */
@Command(
    name = "reencrypt",
    mixinStandardHelpOptions = true,
    description = {
      "Encrypts objects anew, each under a new data key and the newest epoch: every body is read,",
      "decrypted, encrypted and written in the place of the old one, as a stream. For what a key that",
      "got into other hands may open. Object keys, headers, metadata, tags, storage class, expiry,",
      "checksums and parts stay; entity tags, times of modification and the ids of versions change, as",
      "by any write. Archived and locked objects are left as they are, and counted. In a bucket that",
      "keeps versions the current ones are done; old ones stay as they are until they are deleted."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every object was encrypted anew, or was left for a reason that is counted",
      "1:no vault or store, broken off, or an object was refused or is damaged",
      "2:wrong usage"
    },
    footerHeading = "%nExample: after a key got into other hands%n",
    footer = {
      "  $ cipherquay-keytool reencrypt --data data --config cipherquay.toml s3://photos/2024/",
      "  1400 objects, 1400 reencrypted"
    })
final class ReencryptCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final PassOptions options = new PassOptions();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException {
    PassReport report =
        options.run("reencrypt", ReencryptCommand::reencrypt, spec.commandLine().getErr());
    output.print(spec.commandLine().getOut(), report.text(), report.fields());
    return report.isClean() ? 0 : 1;
  }

  static Pass.Result reencrypt(Pass.Bucket bucket, FoundObject found) throws IOException {
    return Outcomes.result(bucket, found, bucket.upkeep()::reencrypt, "reencrypted");
  }
}
