package com.cipherquay.tests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * How to start the product with a class before its own that says how long a part must be at least:
 * it has no switch for that.
 */
public final class LoweredMinimum {

  private static final String SOURCE =
      """
      package com.cipherquay.vault;
      final class PartMinimum {
        static long bytes() {
          return %dL;
        }
      }
      """;

  private LoweredMinimum() {}

  /**
   * Compiles the class.
   *
   * @param directory where to
   * @return the program that {@link ProxyProcess} starts
   */
  public static List<String> program(Path directory, int bytes) throws IOException {
    Path source = directory.resolve("PartMinimum.java");
    Files.writeString(source, SOURCE.formatted(bytes));
    String[] arguments = {"-d", directory.toString(), source.toString()};
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
      throw new IllegalStateException("the test's PartMinimum does not compile");
    }
    Path jar = ProxyProcess.projectRoot().resolve("proxy/target/cipherquay-proxy.jar");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-cp",
        directory + File.pathSeparator + jar,
        "com.cipherquay.proxy.Main");
  }
}
