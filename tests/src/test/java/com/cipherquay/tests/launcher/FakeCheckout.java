package com.cipherquay.tests.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder with the real launchers, and everything they look for made up. */
final class FakeCheckout {

  /** What a launcher did. */
  record Result(int status, String out, String err, long pid) {

    List<String> lines() {
      return out.lines().toList();
    }
  }

  private static final List<String> TOOLS = List.of("sh", "sed", "dirname", "readlink", "mkdir");

  private final Path root;
  private final Path tools;

  private FakeCheckout(Path root, Path tools) {
    this.root = root;
    this.tools = tools;
  }

  /** A checkout below a folder, with blanks in its path, without a jar and without a Java. */
  static FakeCheckout below(Path folder) throws IOException {
    Path root = folder.resolve("a check out");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Path real = Path.of(System.getProperty("cipherquay.root", ".."), "bin");
    for (String script : List.of("cipherquay", "cipherquay-keytool", "launch.sh")) {
      Files.copy(real.resolve(script), bin.resolve(script));
      executable(bin.resolve(script));
    }
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), find(tool));
    }
    return new FakeCheckout(root, tools);
  }

  private static Path find(String tool) {
    return List.of("/bin", "/usr/bin").stream()
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  Path root() {
    return root;
  }

  /** Where launchers find a Java by {@code PATH}. */
  Path tools() {
    return tools;
  }

  void addJar(String module) throws IOException {
    Path target = Files.createDirectories(root.resolve(module).resolve("target"));
    Files.writeString(target.resolve("cipherquay-" + module + ".jar"), "a jar");
  }

  /** A Java that prints its home, its process id and its arguments, one per line. */
  Path addJava(String name, String version) throws IOException {
    Path home = root.resolveSibling("javas").resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Path java = home.resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'Picked up some options' >&2
          echo 'openjdk version "%s" 2025-01-01' >&2
          exit 0
        fi
        printf '%%s\\n' "%s" "$$" "$@"
        """
            .formatted(version, home));
    executable(java);
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"x\"\nJAVA_RUNTIME_VERSION=\"1+2\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** A Java that can compile. */
  Path addJdk(String name, String version) throws IOException {
    Path home = addJava(name, version);
    Files.writeString(home.resolve("bin/javac"), "#!/bin/sh\n");
    executable(home.resolve("bin/javac"));
    return home;
  }

  void addMvnw(String script) throws IOException {
    Files.writeString(root.resolve("mvnw"), "#!/bin/sh\n" + script);
  }

  /** Runs a launcher from another folder, with no environment but the one given. */
  Result run(Path launcher, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    try {
      Path err = Files.createTempFile(tools.getParent(), "err", "");
      ProcessBuilder builder = new ProcessBuilder(command).directory(tools.toFile());
      builder.redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().put("PATH", tools.toString());
      builder.environment().put("CIPHERQUAY_JAVA_FOLDERS", root.resolveSibling("javas").toString());
      builder.environment().putAll(environment);
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the launcher does not end");
      }
      return new Result(process.exitValue(), out, Files.readString(err), process.pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
