package com.cipherquay.keytool;

import com.cipherquay.vault.FoundObject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "keeps versions the current ones are done; old ones stay as they are until they are deleted.",
      "While it runs, changes of the tags and locks of the object in work can be lost."
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

  @Option(
      names = "--copies",
      description =
          "Only copies, which share their data key with what they were copied from, wherever that is"
              + " or was; and remove what is noted of copies that are gone. Before keys of a part are"
              + " given away, for all buckets.")
  private boolean copies;

  @Override
  public Integer call() throws IOException {
    PassReport report =
        copies
            ? options.run("reencrypt --copies", new Copies(), spec.commandLine().getErr())
            : options.run("reencrypt", ReencryptCommand::reencrypt, spec.commandLine().getErr());
    output.print(spec.commandLine().getOut(), report.text(), report.fields());
    return report.isClean() ? 0 : 1;
  }

  /** Leaves no data key that two objects share. */
  private static final class Copies implements Pass {

    /** A note is there shortly before its copy. */
    private static final Duration AGE = Duration.ofMinutes(10);

    @Override
    public Result object(Bucket bucket, FoundObject found) throws IOException {
      return Outcomes.result(bucket, found, bucket.upkeep()::separate, "reencrypted");
    }

    @Override
    public void bucket(Bucket bucket, PassReport report) throws IOException {
      report.count("notes-of-copies", bucket.upkeep().sweepCopies(AGE));
    }
  }

  static Pass.Result reencrypt(Pass.Bucket bucket, FoundObject found) throws IOException {
    return Outcomes.result(bucket, found, bucket.upkeep()::reencrypt, "reencrypted");
  }
}
