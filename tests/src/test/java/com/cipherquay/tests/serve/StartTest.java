package com.cipherquay.tests.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

final class StartTest {

  private static final List<String> FILES = List.of("vault.json", "vault.key", "credentials");

  @TempDir private Path folder;

  @Test
  void theFirstStartMakesAVaultAndLaterOnesUseIt() throws Exception {
    Path data = folder.resolve("my data");
    try (Serving first = Serving.serve(folder, data)) {
      URI endpoint = first.awaitReady();
      try (S3Client client = Client.of(endpoint, data)) {
        client.createBucket(request -> request.bucket("kept"));
      }
      assertTrue(first.err().contains("BACK UP THESE TWO FILES NOW"), first.err());
      assertTrue(first.err().contains(data.resolve("vault.key").toString()), first.err());
      assertTrue(
          first.err().contains("AWS_SHARED_CREDENTIALS_FILE='" + data + "/credentials'"),
          first.err());
      first.terminate();
      assertEquals(0, first.awaitEnd());
      assertEquals(List.of("ready " + endpoint), first.out());
    }
    List<byte[]> before = FILES.stream().map(data::resolve).map(StartTest::bytes).toList();
    for (String file : FILES) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))),
          file);
    }
    try (Serving second = Serving.serve(folder, data)) {
      try (S3Client client = Client.of(second.awaitReady(), data)) {
        assertEquals("kept", client.listBuckets().buckets().get(0).name());
      }
      assertFalse(second.err().contains("BACK UP"), second.err());
    }
    for (int i = 0; i < FILES.size(); i++) {
      assertEquals(-1, Arrays.mismatch(before.get(i), bytes(data.resolve(FILES.get(i)))));
    }
  }

  @Test
  void aFolderInUseIsRefused() throws Exception {
    Path data = folder.resolve("data");
    try (Serving first = Serving.serve(folder, data)) {
      URI unused = first.awaitReady();
      assertFails(1, "cipherquay: the store: ", Serving.serve(folder, data));
      assertEquals(200, first.adminStatus("/health/ready"), "the first is not disturbed");
    }
  }

  @Test
  void theKeyOfAnotherVaultIsRefused() throws Exception {
    Path data = folder.resolve("data");
    Path other = folder.resolve("other");
    for (Path made : List.of(data, other)) {
      try (Serving serving = Serving.serve(folder, made)) {
        URI unused = serving.awaitReady();
      }
    }
    Files.delete(data.resolve("vault.key"));
    Files.copy(other.resolve("vault.key"), data.resolve("vault.key"));
    assertFails(1, "cipherquay: " + data.resolve("vault.json"), Serving.serve(folder, data));
    Files.delete(data.resolve("vault.key"));
    assertFails(1, "cipherquay: ", Serving.serve(folder, data));
    assertFalse(Files.exists(data.resolve("vault.key")), "a lost key is not replaced");
  }

  @Test
  void aVaultUnderAPassphrase() throws Exception {
    Path data = folder.resolve("data");
    Path file = Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
    List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
    arguments.addAll(List.of("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
    Map<String, String> setting = Map.of("CIPHERQUAY_VAULT_PASSPHRASE_FILE", file.toString());
    for (String notice : List.of("BACK UP THIS FILE NOW", "To use it")) {
      try (Serving serving = Serving.command(folder, setting, arguments)) {
        assertTrue(serving.awaitReady().toString().startsWith("http://127.0.0.1:"));
        assertTrue(serving.err().contains(notice), serving.err());
        assertFalse(serving.err().contains("battery"), serving.err());
      }
    }
    assertFalse(Files.exists(data.resolve("vault.key")));
    String vault = "cipherquay: " + data.resolve("vault.json") + ": ";
    assertFails(
        1,
        vault + "the vault needs its passphrase: set vault.passphrase-file",
        Serving.command(folder, Map.of(), arguments));
    Files.writeString(file, "another horse battery\n");
    assertFails(
        1,
        vault + "the passphrase is not that of this vault",
        Serving.command(folder, setting, arguments));
    Files.delete(file);
    assertFails(1, "cipherquay: " + file, Serving.command(folder, setting, arguments));
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertFails(1, "cipherquay: " + file, Serving.serve(folder, file));
  }

  @Test
  void aTakenPortIsRefused() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Path data = folder.resolve("data");
      Serving serving = Serving.serve(folder, data, "--listen=" + address);
      assertEquals(2, serving.awaitEnd(), "--listen was given twice");
      assertFails(
          1,
          "cipherquay: ",
          Serving.command(
              folder,
              Map.of(),
              List.of("serve", "--data", data + "", "--listen", address, "--admin", "[::1]:0")));
    }
  }

  @Test
  void plainHttpIsForLoopbackOnly() throws Exception {
    String data = folder.resolve("data").toString();
    List<String> everywhere =
        List.of("serve", "--data", data, "--listen", "0.0.0.0:0", "--admin", "127.0.0.1:0");
    assertFails(
        2,
        "cipherquay: --listen: 0.0.0.0:0 is not a loopback address",
        Serving.command(folder, Map.of(), everywhere));
    assertFalse(Files.exists(Path.of(data)), "nothing was made");
    try (Serving serving =
        Serving.command(folder, Map.of("CIPHERQUAY_INSECURE_LISTEN", "true"), everywhere)) {
      assertTrue(serving.awaitReady().toString().startsWith("http://0.0.0.0:"));
    }
  }

  @Test
  void settingsCanBeCheckedWithoutStarting() throws Exception {
    Path file = folder.resolve("c.toml");
    List<String> check = List.of("serve", "--config", file.toString(), "--check-config");
    Files.writeString(file, "data = '" + folder.resolve("data") + "'\n\n[log]\nlevle = 'info'\n");
    assertFails(
        2,
        "cipherquay: " + file + ":4: unknown setting log.levle, is it log.level?",
        Serving.command(folder, Map.of(), check));
    Files.writeString(file, "data = '" + folder.resolve("data") + "'\n");
    try (Serving fine = Serving.command(folder, Map.of(), check)) {
      assertEquals(0, fine.awaitEnd());
    }
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void wrongUsageIsStatusTwo() throws Exception {
    for (List<String> wrong :
        List.of(
            List.<String>of(),
            List.of("server"),
            List.of("serve"),
            List.of("serve", "--data"),
            List.of("serve", "--data", "d", "--secret", "s"))) {
      try (Serving serving = Serving.command(folder, Map.of(), wrong)) {
        assertEquals(2, serving.awaitEnd(), wrong::toString);
        assertEquals(List.of(), serving.out());
        assertFalse(serving.err().isEmpty());
      }
    }
  }

  @Test
  void itSaysWhatItIs() throws Exception {
    try (Serving version = Serving.command(folder, Map.of(), List.of("--version"))) {
      assertEquals(0, version.awaitEnd());
      assertTrue(version.out().get(0).matches("cipherquay \\d+\\..*"), version.out()::toString);
    }
    try (Serving help = Serving.command(folder, Map.of(), List.of("serve", "--help"))) {
      assertEquals(0, help.awaitEnd());
      assertTrue(String.join("\n", help.out()).contains("--insecure-listen"));
    }
  }

  /** One line on the standard error, nothing on the standard output. */
  private static void assertFails(int status, String line, Serving serving)
      throws IOException, InterruptedException {
    try (serving) {
      assertEquals(status, serving.awaitEnd(), serving.err());
      assertEquals(List.of(), serving.out());
      assertTrue(serving.err().startsWith(line), serving.err());
      assertEquals(1, serving.err().lines().count(), serving.err());
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
