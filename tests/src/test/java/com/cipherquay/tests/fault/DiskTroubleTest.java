package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.ProxyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A local store that can not write: clients are told so, reads go on, nothing is left half, and
 * when there is room again the proxy goes on without a restart.
 */
@Tag("campaign")
final class DiskTroubleTest {

  private static final String BUCKET = "disk";

  private static final Set<String> REFUSALS =
      Set.of("400 EntityTooLarge", "503 ServiceUnavailable", "500 InternalError");

  private @TempDir Path folder = Path.of("");
  private Optional<WritingClient> client = Optional.empty();

  /** That of the bodies under a proxy that runs, and all of it under one that starts. */
  @Test
  void theDiskIsReadOnly() throws Exception {
    LocalStand stand = new LocalStand(folder.resolve("data"));
    try (ProxyProcess proxy = ProxyProcess.start(stand.proxies().get(0))) {
      WritingClient client = filled(proxy);
      try (Mount mount = Mount.readOnly(stand.data().resolve("store/content"))) {
        assertTrue(mount.isReal(), "this needs the right to mount a file system");
        assertEquals("503 ServiceUnavailable", client.fill(REFUSALS));
        client.everythingIsThere(", while no file can be made");
      }
      client.everyWriteSucceeds();
    }
    try (Mount mount = Mount.readOnly(stand.data().resolve("store"))) {
      assertTrue(mount.isReal());
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class, () -> ProxyProcess.start(stand.proxies().get(0)));
      assertTrue(String.valueOf(refused.getMessage()).contains("Read-only file system"));
    }
    again(stand);
  }

  /** As on a file system that was made read-only, nothing can be written at all. */
  @Test
  void noFileMayBeWritten() throws Exception {
    LocalStand stand = new LocalStand(folder.resolve("data"));
    try (ProxyProcess proxy = ProxyProcess.start(stand.proxies().get(0))) {
      WritingClient client = filled(proxy);
      FileLimit limit = new FileLimit(proxy.pid());
      limit.set("0");
      client.everyWriteIsRefused(REFUSALS);
      client.everythingIsThere(", while nothing can be written");
      limit.set("unlimited");
      client.everyWriteSucceeds();
    }
    again(stand);
  }

  /** Files can not grow: that of the index neither, nor the log before it. */
  @Test
  void noFileMayGrow() throws Exception {
    LocalStand stand = new LocalStand(folder.resolve("data"));
    try (ProxyProcess proxy = ProxyProcess.start(stand.proxies().get(0))) {
      WritingClient client = filled(proxy);
      FileLimit limit = new FileLimit(proxy.pid());
      limit.set(Long.toString(Files.size(stand.data().resolve("store/index.db-wal")) + 10_000));
      String refusal = client.fill(REFUSALS);
      assertTrue(REFUSALS.contains(refusal), refusal);
      client.everythingIsThere(", while no file may grow");
      limit.set("unlimited");
      client.everyWriteSucceeds();
    }
    again(stand);
  }

  /** A file system of 12 MiB, which is a real one where this process may mount one. */
  @Test
  void theDiskIsFull(TestReporter reporter) throws Exception {
    LocalStand stand = new LocalStand(folder.resolve("data"));
    Path store = stand.data().resolve("store");
    // The vault is not on the small disk, and must be there before the store.
    ProxyProcess.start(stand.proxies().get(0)).close();
    try (Mount disk = Mount.ofSize(store, 12 << 20)) {
      reporter.publishEntry("small disk", disk.isReal() ? "a tmpfs" : "not allowed to mount one");
      Path ballast = store.resolve("ballast");
      Files.write(ballast, new byte[4 << 20]);
      try (ProxyProcess proxy = ProxyProcess.start(stand.proxies().get(0))) {
        WritingClient client = filled(proxy);
        FileLimit limit = new FileLimit(proxy.pid());
        limit.set(disk.isReal() ? "unlimited" : "400000");
        String refusal = client.fill(REFUSALS);
        assertEquals(disk.isReal() ? "400 EntityTooLarge" : "503 ServiceUnavailable", refusal);
        client.everythingIsThere(", while the disk is full");
        Files.delete(ballast);
        limit.set("unlimited");
        client.everyWriteSucceeds();
      }
      again(stand);
    }
  }

  private WritingClient filled(ProxyProcess proxy) {
    PlainS3 s3 = new PlainS3(proxy.endpoint(), BUCKET);
    s3.createBucket();
    client = Optional.of(new WritingClient(s3));
    client.get().everyWriteSucceeds();
    return client.get();
  }

  /** After a restart it is all the same, and there is a file for every large object and no more. */
  private void again(LocalStand stand) throws IOException {
    WritingClient before = client.orElseThrow();
    try (ProxyProcess proxy = ProxyProcess.start(stand.proxies().get(0))) {
      WritingClient after = before.through(new PlainS3(proxy.endpoint(), BUCKET));
      after.everythingIsThere(", after a restart");
      assertEquals(after.filesNeeded(), stand.contentFiles());
    }
    assertEquals(0, stand.keytool("check", "--read-data", "s3://" + BUCKET).status());
  }
}
