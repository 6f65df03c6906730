package com.cipherquay.keytool;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code path decrypt}: the object key behind a stored name. */
@Command(
    name = "decrypt",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the object key behind a name in the store.",
      "A name that ends in a slash is that of a directory. Control characters are shown as \\u{n}."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or it did not make the name", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool path decrypt --data data s3://photos/c-BQHWFa8C2cCKKagUW1-60ZE4I/",
      "  s3://photos/docs/"
    })
final class PathDecryptCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Parameters(
      paramLabel = "s3://BUCKET/NAME",
      converter = BucketPath.Converter.class,
      description = "The name at the store.")
  private BucketPath path = new BucketPath("", "");

  @Override
  public Integer call() throws IOException {
    PathTranslation found = PathTranslation.ofStored(vault, path);
    Map<String, String> fields =
        Map.of(
            "bucket", found.bucket(),
            "key", found.plaintext().path(),
            "stored", found.stored().path());
    String text = Output.visible(found.plaintext().toString());
    output.print(spec.commandLine().getOut(), text, fields);
    return 0;
  }
}
