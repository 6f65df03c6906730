package com.cipherquay.tests.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of a stranger: nothing is built yet. */
final class FreshCheckoutTest {

  private static final Set<String> NOT_CHECKED_IN = Set.of("target", ".git");

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void itBuildsAndRuns() throws Exception {
    Path checkout = folder.resolve("check out");
    copy(Path.of(System.getProperty("cipherquay.root", "..")).toRealPath(), checkout);
    for (String command : new String[] {"cipherquay", "cipherquay-keytool"}) {
      Path err = folder.resolve(command + ".err");
      ProcessBuilder builder =
          new ProcessBuilder(checkout.resolve("bin").resolve(command).toString(), "--version");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.redirectError(err.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(5, TimeUnit.MINUTES));
      assertEquals(0, process.exitValue(), Files.readString(err));
      assertTrue(out.startsWith("cipherquay"), out);
      assertTrue(Files.readString(err).contains("BUILD SUCCESS"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_CHECKED_IN.contains(String.valueOf(found.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(found)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                found, to.resolve(from.relativize(found)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
