package com.cipherquay.keytool;

import com.cipherquay.vault.FoundObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rewrap}: objects to the newest epoch, without their bodies. */
@Command(
    name = "rewrap",
    mixinStandardHelpOptions = true,
    description = {
      "Moves objects to the newest epoch of the vault: the data key of each is wrapped anew, by a",
      "copy within the store that changes nothing but its metadata. No body is read or written.",
      "It takes an old epoch out of use, and is no remedy if that got into other hands: the header in",
      "every body still has the data key under it, which only reencrypt ends. Archived and locked objects are left as they are, and counted. In a bucket that",
      "keeps versions the current ones are moved, each becomes a new version, and old ones stay.",
      "Tags, headers, checksums, storage class and expiry stay. The store counts it as a write."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every object is of the newest epoch, or was left for a reason that is counted",
      "1:no vault or store, broken off, or an object was refused or is damaged",
      "2:wrong usage"
    },
    footerHeading = "%nExample: after a rotation%n",
    footer = {
      "  $ cipherquay-keytool rewrap --data data --config cipherquay.toml s3://photos",
      "  10000 objects, 112 current, 9888 rewrapped"
    })
final class RewrapCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final PassOptions options = new PassOptions();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException {
    PassReport report = options.run("rewrap", RewrapCommand::rewrap, spec.commandLine().getErr());
    output.print(spec.commandLine().getOut(), report.text(), report.fields());
    return report.isClean() ? 0 : 1;
  }

  static Pass.Result rewrap(Pass.Bucket bucket, FoundObject found) throws IOException {
    return Outcomes.result(bucket, found, bucket.upkeep()::rewrap, "rewrapped");
  }
}
