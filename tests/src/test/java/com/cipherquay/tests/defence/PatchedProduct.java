package com.cipherquay.tests.defence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;

/** The product, built without some of its defences, in a folder before it on the class path. */
final class PatchedProduct {

  private static final Path ROOT =
      Path.of(System.getProperty("cipherquay.root", "..")).toAbsolutePath();
  private static final int MOST_SECONDS = 120;

  private final Path classes;

  private PatchedProduct(Path classes) {
    this.classes = classes;
  }

  static PatchedProduct of(Path classes, List<Patch> patches)
      throws IOException, ClassNotFoundException {
    for (Patch patch : patches) {
      Class<?> type = Class.forName(patch.type(), false, PatchedProduct.class.getClassLoader());
      assertTrue(patch.fits(type), () -> patch.type() + " has no " + patch.method());
      DynamicType.Builder<?> builder = new ByteBuddy().redefine(type);
      try (DynamicType.Unloaded<?> made = patch.change().apply(builder, patch.method()).make()) {
        made.saveIn(classes.toFile());
      }
    }
    return new PatchedProduct(classes);
  }

  /** How tests of a module end with it, as {@link SingleTest} says. */
  Outcome run(String module, List<String> tests) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", classPath()));
    for (String property : List.of("cipherquay.root", "logback.configurationFile")) {
      command.add("-D" + property + "=" + System.getProperty(property, ""));
    }
    command.add(SingleTest.class.getName());
    command.addAll(tests);
    Path log = classes.resolveSibling(classes.getFileName() + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(ROOT.resolve(module).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "the tests do not end");
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(log, UTF_8));
  }

  /**
   * @param status as {@link SingleTest} ends
   * @param output what was printed
   */
  record Outcome(int status, String output) {}

  private String classPath() {
    List<String> entries = new ArrayList<>(List.of(classes.toString()));
    for (String module : List.of("vault", "proxy")) {
      entries.add(ROOT.resolve(module).resolve("target/test-classes").toString());
    }
    entries.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    return String.join(File.pathSeparator, entries);
  }
}
