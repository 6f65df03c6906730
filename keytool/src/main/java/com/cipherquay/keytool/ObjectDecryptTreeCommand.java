package com.cipherquay.keytool;

import com.cipherquay.vault.ObjectRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code object decrypt-tree}: a bucket that was copied away, offline. */
@Command(
    name = "decrypt-tree",
    mixinStandardHelpOptions = true,
    description = {
      "Decrypts a copy of a whole bucket: a folder with a file for each stored name, as any tool that",
      "knows nothing of this vault downloads it, the folder .cq with it. Needs neither the store nor",
      "metadata. Every object gets a file with the name of its key. A key that no file can have (an",
      "empty component, one longer than 250 bytes, an object beside a folder of its name) gets",
      "another, with a percent sign where it differs, and is named. Each file appears only if all of",
      "it is authentic."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every file was decrypted",
      "1:no vault, or files that are not authentic objects of this bucket; the others were decrypted",
      "2:wrong usage"
    },
    footerHeading = "%nExample: the bucket photos, from a copy on a disk%n",
    footer = {
      "  $ cipherquay-keytool object decrypt-tree --data data --output restored \\",
      "      s3://photos /mnt/copy/photos",
      "  10000 objects, 3141592 bytes, 10000 restored"
    })
final class ObjectDecryptTreeCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where to put the plaintext: a folder that is empty or not there yet.")
  private Path restored = Path.of("");

  @Option(
      names = "--continue",
      description = "Go on after it was broken off: what is in the folder already is kept.")
  private boolean goOn;

  @Parameters(
      index = "0",
      paramLabel = "s3://BUCKET",
      converter = BucketTarget.Converter.class,
      description = "The bucket that the folder is a copy of.")
  private BucketTarget target = BucketTarget.ALL;

  @Parameters(index = "1", paramLabel = "TREE", description = "The folder with the ciphertext.")
  private Path tree = Path.of("");

  @Override
  public Integer call() throws IOException {
    String bucket = target.bucket().orElse("");
    if (!target.directory().isEmpty() || bucket.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "a whole bucket, without a prefix");
    }
    ObjectRecovery recovery = ObjectRecovery.with(vault.unlock());
    if (!Files.isDirectory(tree)) {
      throw new IOException("there is no folder " + tree);
    }
    if (!goOn && !isEmpty(restored)) {
      throw new IOException(restored + " is not empty; --continue goes on with it");
    }
    Files.createDirectories(restored);
    PassReport report =
        new TreeDecryption(recovery, bucket, tree, new OutputTree(restored))
            .run(Progress.on(spec.commandLine().getErr()));
    output.print(spec.commandLine().getOut(), report.text(), report.fields());
    return report.isClean() ? 0 : 1;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
