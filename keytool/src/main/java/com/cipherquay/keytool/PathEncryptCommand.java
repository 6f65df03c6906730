package com.cipherquay.keytool;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code path encrypt}: the stored name of an object key. */
@Command(
    name = "encrypt",
    mixinStandardHelpOptions = true,
    description = "Prints the name under which the store has an object.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or no object key", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool path encrypt --data data s3://photos/docs/plan.txt",
      "  s3://photos/c-BQHWFa8C2cCKKagUW1-60ZE4I/NvOVPWSuvQ39y__pdUqjmet-YTCoglTs"
    })
final class PathEncryptCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--directory",
      description = "The path is a directory and ends in a slash: print its stored prefix.")
  private boolean directory;

  @Parameters(
      paramLabel = "s3://BUCKET/KEY",
      converter = BucketPath.Converter.class,
      description = "The object key, taken as it is.")
  private BucketPath path = new BucketPath("", "");

  @Override
  public Integer call() throws IOException {
    PathTranslation found = PathTranslation.ofPlaintext(vault, path, directory);
    Map<String, String> fields =
        Map.of(
            "bucket", found.bucket(),
            "key", found.plaintext().path(),
            "stored", found.stored().path());
    output.print(spec.commandLine().getOut(), found.stored().toString(), fields);
    return 0;
  }
}
