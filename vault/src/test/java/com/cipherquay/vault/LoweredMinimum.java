package com.cipherquay.vault;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.tools.ToolProvider;

/**
 * A second copy of all classes, with a {@link PartMinimum} that was compiled here and stands before
 * the real one: the product has no switch for it. Its bootstrap types only, and this class, are
 * shared with the test.
 */
final class LoweredMinimum implements AutoCloseable {

  private static final String SOURCE =
      """
      package com.cipherquay.vault;
      final class PartMinimum {
        static long bytes() {
          return %dL;
        }
      }
      """;

  private final URLClassLoader classes;

  private LoweredMinimum(URLClassLoader classes) {
    this.classes = classes;
  }

  /**
   * Compiles the class.
   *
   * @param directory where to, empty
   */
  static LoweredMinimum compile(Path directory, int bytes) throws IOException {
    Path source = directory.resolve("PartMinimum.java");
    Files.writeString(source, SOURCE.formatted(bytes));
    String[] arguments = {"-d", directory.toString(), source.toString()};
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
      throw new IllegalStateException("the test's PartMinimum does not compile");
    }
    List<URL> path = new ArrayList<>();
    path.add(directory.toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    return new LoweredMinimum(new URLClassLoader(path.toArray(new URL[0]), platform));
  }

  /** A class of the copy that checks objects made of parts of these lengths. */
  @SuppressWarnings("unchecked")
  Consumer<int[]> checks() throws ReflectiveOperationException {
    Class<?> copy = classes.loadClass(SplitObjects.class.getName());
    return (Consumer<int[]>) copy.getConstructor().newInstance();
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
