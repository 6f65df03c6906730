package com.cipherquay.keytool;

import com.cipherquay.vault.PathNames;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code path explain}: both forms of a path, component by component. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Prints both forms of a path, component by component.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or no name of it", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool path explain --data data s3://photos/docs/plan.txt",
      "  s3://photos/docs/plan.txt",
      "  directory  docs      c-BQHWFa8C2cCKKagUW1-60ZE4I",
      "  leaf       plan.txt  NvOVPWSuvQ39y__pdUqjmet-YTCoglTs",
      "  stored     58 of 1024 bytes"
    })
final class PathExplainCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Option(names = "--stored", description = "The path is a name at the store, not an object key.")
  private boolean stored;

  @Parameters(
      paramLabel = "s3://BUCKET/PATH",
      converter = BucketPath.Converter.class,
      description = "An object key, or with --stored a name at the store.")
  private BucketPath path = new BucketPath("", "");

  @Override
  public Integer call() throws IOException {
    PathTranslation found =
        stored
            ? PathTranslation.ofStored(vault, path)
            : PathTranslation.ofPlaintext(vault, path, false);
    Map<String, Object> fields =
        Map.of(
            "bucket", found.bucket(),
            "key", found.plaintext().path(),
            "stored", found.stored().path(),
            "components", found.components());
    output.print(spec.commandLine().getOut(), text(found), fields);
    return 0;
  }

  private static String text(PathTranslation found) {
    int width =
        found.components().stream()
            .mapToInt(component -> Output.visible(component.plaintext()).length())
            .max()
            .orElse(0);
    String lines =
        found.components().stream()
            .map(component -> line(component, width))
            .collect(Collectors.joining());
    int length = found.stored().path().length();
    String first = Output.visible(found.plaintext().toString());
    return String.format("%s%n%sstored     %d of 1024 bytes", first, lines, length);
  }

  private static String line(PathNames.Component component, int width) {
    String kind = component.directory() ? "directory" : "leaf";
    String name = Output.visible(component.plaintext());
    String padding = " ".repeat(width - name.length());
    return String.format("%-9s  %s%s  %s%n", kind, name, padding, component.stored());
  }
}
