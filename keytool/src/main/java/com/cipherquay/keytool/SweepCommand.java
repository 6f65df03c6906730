package com.cipherquay.keytool;

import com.cipherquay.grant.ImportedGrants;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.LiveKeyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.vault.KeyExports;
import com.cipherquay.vault.KeyImports;
import com.cipherquay.vault.ListingSettings;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep}: what is over, removed now. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Removes from a bucket what is over: objects that have ended by themselves, in hours that are",
      "over; what lies beside multipart uploads that are not in progress any more; and the notes of",
      "copies that are not there any more. A proxy does the first two by itself, hourly and four times a",
      "day. With --older-than it also ends uploads in progress, whose parts are lost then. Stopped and",
      "started again it goes on with what is left."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault or store, or broken off", "2:wrong usage"},
    footerHeading = "%nExample: also uploads that nobody has completed for a week%n",
    footer = {
      "  $ cipherquay-keytool sweep --data data --older-than 7d s3://photos",
      "  0 objects, 2 aborted-uploads, 1 ended-objects, 0 notes-of-copies, 3 upload-leftovers"
    })
final class SweepCommand implements Callable<Integer> {

  /** What is younger may belong to something that goes on, by the clock of another machine. */
  private static final Duration AGE = Duration.ofDays(1);

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final StoreOption store = new StoreOption();
  @Mixin private final Output output = new Output();

  @Parameters(
      arity = "0..1",
      paramLabel = "s3://BUCKET",
      converter = BucketTarget.Converter.class,
      description = "A bucket; all buckets if there is none.")
  private BucketTarget target = BucketTarget.ALL;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      converter = Ages.class,
      description = "Also end uploads that were begun earlier: 12h, 7d.")
  private Optional<Duration> olderThan = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (!target.directory().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "a whole bucket is swept, not a prefix");
    }
    PassReport report = new PassReport();
    Progress progress = Progress.on(spec.commandLine().getErr());
    Keyset keyset = vault.unlock();
    try (BucketStore opened = store.open(vault.folder())) {
      Vaults vaults = Vaults.of(keyset, opened);
      // What ends may have been written under the keys of another vault.
      KeyImports imports = KeyImports.of(ImportedGrants.read(vault.folder(), keyset).keys());
      Vaults all =
          Vaults.of(
              LiveKeyset.of(keyset),
              opened,
              KeyExports.NONE,
              () -> imports,
              ListingSettings.DEFAULT);
      for (String bucket : target.buckets(vaults)) {
        report.count("ended-objects", all.sweepEnded(bucket));
        sweep(vaults, bucket, report);
        progress.show(0, "s3://" + bucket);
      }
    }
    progress.end();
    output.print(spec.commandLine().getOut(), report.text(), report.fields());
    return 0;
  }

  private void sweep(Vaults vaults, String bucket, PassReport report) throws IOException {
    if (olderThan.isPresent()) {
      report.count("aborted-uploads", vaults.upkeep(bucket).abortUploads(olderThan.get()));
    }
    report.count("upload-leftovers", vaults.sweep(bucket, AGE));
    report.count("notes-of-copies", vaults.upkeep(bucket).sweepCopies(AGE));
  }
}
