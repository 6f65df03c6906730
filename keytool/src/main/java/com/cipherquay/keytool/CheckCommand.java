package com.cipherquay.keytool;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: whether everything in a bucket is as a vault wrote it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Goes through a bucket and says what is wrong in it: names and metadata that do not open,",
      "objects of epochs that the vault does not have, foreign objects, sizes that no object has,",
      "what uploads left a day ago or earlier, with --read-data bodies that are damaged, and what is",
      "wrong with the index of the local store. Objects of older epochs are counted: rewrap moves them.",
      "Changes nothing. That an object is missing, or is an older version of itself, it can not see:",
      "that is what inventory is for."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:something is, or no vault or store, or broken off",
      "2:wrong usage"
    },
    footerHeading = "%nExample: a seventh of the bodies on each day of the week%n",
    footer = {
      "  $ cipherquay-keytool check --data data --read-data=3/7 s3://photos",
      "  damaged  s3://photos/a/b.jpg  stored as Ute3x/Vk4S: a segment does not authenticate",
      "  10000 objects, 3141592 bytes, 9999 sound"
    })
final class CheckCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final PassOptions options = new PassOptions();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--read-data",
      arity = "0..1",
      paramLabel = "n/m",
      parameterConsumer = Fraction.Consumer.class,
      description =
          "Read bodies to their end: all, or the n-th of m parts of them; 1/m to m/m are all.")
  private Fraction fraction = Fraction.NONE;

  @Override
  public Integer call() throws IOException {
    CheckPass pass = new CheckPass(fraction);
    PassReport report =
        options.run("check --read-data=" + fraction, pass, spec.commandLine().getErr());
    output.print(spec.commandLine().getOut(), report.text(), report.fields());
    return report.isClean() ? 0 : 1;
  }
}
