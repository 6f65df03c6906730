package com.cipherquay.tests.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
final class LauncherTest {

  @TempDir private Path folder;
  private FakeCheckout checkout;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = FakeCheckout.below(folder);
  }

  @Test
  void theNewestJavaIsTaken() throws IOException {
    checkout.addJar("proxy");
    checkout.addJava("old", "1.8.0_402");
    checkout.addJava("seventeen", "17.0.9");
    Path newest = checkout.addJava("twenty one", "21.0.2");
    checkout.addJava("nine", "9.0.4");
    assertEquals(newest.toString(), run(Map.of(), "serve").lines().get(0));
  }

  @Test
  void javaHomeWinsIfItWillDo() throws IOException {
    checkout.addJar("proxy");
    Path chosen = checkout.addJava("seventeen", "17");
    Path newest = checkout.addJava("twenty five", "25.0.1");
    Path tooOld = checkout.addJava("eleven", "11.0.22");
    assertEquals(chosen.toString(), javaFor(chosen));
    assertEquals(newest.toString(), javaFor(tooOld));
    assertEquals(newest.toString(), javaFor(Path.of("/nowhere")));
  }

  @Test
  void aJavaOnThePathIsFoundBehindItsLinks() throws IOException {
    checkout.addJar("proxy");
    Path java = checkout.addJava("sdk", "25-ea");
    Path elsewhere = Files.move(java, folder.resolve("else where"));
    Files.createSymbolicLink(folder.resolve("link"), elsewhere.resolve("bin/java"));
    Files.createSymbolicLink(checkout.tools().resolve("java"), Path.of("../link"));
    // The fake prints the home that it was made with.
    assertEquals(java.toString(), run(Map.of()).lines().get(0));
  }

  @Test
  void aJavaWithoutReleaseFileIsAskedForItsVersion() throws IOException {
    checkout.addJar("proxy");
    Path asked = checkout.addJava("twenty", "20.0.1");
    Files.delete(asked.resolve("release"));
    checkout.addJava("seventeen", "17.0.9");
    assertEquals(asked.toString(), run(Map.of()).lines().get(0));
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws IOException {
    checkout.addJar("proxy");
    checkout.addJava("eleven", "11.0.22");
    FakeCheckout.Result result = run(Map.of());
    assertEquals(1, result.status());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("cipherquay: no Java 17 or newer found."), result.err());
    assertTrue(result.err().contains("apt install openjdk-17-jdk-headless"), result.err());
  }

  @Test
  void itRunsTheJarWithItsArgumentsInPlaceOfItself() throws IOException {
    checkout.addJar("proxy");
    checkout.addJava("seventeen", "17.0.9");
    FakeCheckout.Result result =
        run(Map.of("CIPHERQUAY_JAVA_OPTS", "-Xmx256m -Dx=y"), "serve", "--data", "my data", "");
    List<String> lines = result.lines();
    assertEquals(
        Long.toString(result.pid()), lines.get(1), "the process is Java's: signals reach it");
    assertEquals(
        List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Xmx256m",
            "-Dx=y",
            "-XX:+UseParallelGC",
            "-jar",
            checkout.root() + "/proxy/target/cipherquay-proxy.jar",
            "serve",
            "--data",
            "my data",
            ""),
        lines.subList(2, lines.size()));
    assertEquals(0, result.status());
    assertEquals("", result.err());
  }

  /** Java refuses to start with two. */
  @ParameterizedTest
  @CsvSource({
    "CIPHERQUAY_JAVA_OPTS, -Xmx1g -XX:+UseG1GC, false",
    "CIPHERQUAY_JAVA_OPTS, -XX:+UseZGC -Xmx1g, false",
    "JAVA_TOOL_OPTIONS, -XX:+UseSerialGC, false",
    "JDK_JAVA_OPTIONS, -XX:+UseShenandoahGC, false",
    "CIPHERQUAY_JAVA_OPTS, -XX:-UseGCOverheadLimit -Xlog:gc, true"
  })
  void aCollectorOfSomebodyElsesChoiceIsLeft(String variable, String options, boolean ours)
      throws IOException {
    checkout.addJar("proxy");
    checkout.addJava("seventeen", "17.0.9");
    List<String> lines = run(Map.of(variable, options)).lines();
    assertEquals(ours, lines.contains("-XX:+UseParallelGC"), lines::toString);
  }

  @Test
  void laterJavasAreAllowedWhatLibrariesNeed() throws IOException {
    checkout.addJar("proxy");
    checkout.addJava("twenty five", "25");
    assertTrue(run(Map.of()).lines().contains("--sun-misc-unsafe-memory-access=allow"));
  }

  @Test
  void itMayBeCalledThroughLinks() throws IOException {
    checkout.addJar("keytool");
    checkout.addJava("seventeen", "17.0.9");
    Path link =
        Files.createSymbolicLink(
            checkout.root().resolve("bin/relative"), Path.of("cipherquay-keytool"));
    Path outside = Files.createSymbolicLink(folder.resolve("outside"), link);
    assertTrue(
        checkout
            .run(outside, Map.of())
            .lines()
            .contains(checkout.root() + "/keytool/target/cipherquay-keytool.jar"));
  }

  @Test
  void withoutAJarItBuildsFirst() throws IOException {
    checkout.addJava("runtime only", "25");
    Path compiler = checkout.addJdk("compiler", "17.0.9");
    checkout.addMvnw(
        """
        echo "building $JAVA_HOME $PWD $*"
        mkdir -p proxy/target
        : > proxy/target/cipherquay-proxy.jar
        """);
    FakeCheckout.Result result = run(Map.of(), "serve");
    assertEquals(0, result.status(), result.err());
    assertTrue(
        result
            .err()
            .contains(
                "building %s %s -B -Dquick -Dstyle.color=never -pl proxy -am package\n"
                    .formatted(compiler, checkout.root())),
        result.err());
    assertTrue(result.lines().get(0).endsWith("runtime only"), "the standard output is Java's");
    assertEquals("serve", result.lines().get(result.lines().size() - 1));
  }

  @Test
  void aBuildThatFailsIsSaid() throws IOException {
    checkout.addJdk("compiler", "17.0.9");
    checkout.addMvnw("echo no network; exit 1\n");
    FakeCheckout.Result result = run(Map.of(), "serve");
    assertEquals(1, result.status());
    assertEquals("", result.out());
    assertTrue(
        result
            .err()
            .endsWith("no network\ncipherquay: the build failed; its output above says why\n"),
        result.err());
  }

  @Test
  void withoutACompilerItSaysThatItCanNotBuild() throws IOException {
    checkout.addJava("runtime only", "25");
    FakeCheckout.Result result = run(Map.of(), "serve");
    assertEquals(1, result.status());
    assertTrue(
        result.err().startsWith("cipherquay: no Java 17 or newer found that has a compiler."),
        result.err());
  }

  private String javaFor(Path javaHome) {
    return run(Map.of("JAVA_HOME", javaHome.toString())).lines().get(0);
  }

  private FakeCheckout.Result run(Map<String, String> environment, String... arguments) {
    return checkout.run(checkout.root().resolve("bin/cipherquay"), environment, arguments);
  }
}
