package com.cipherquay.proxy.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.Revocations;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RevocationWatchTest {

  private final Path folder;
  private final Keyset vault;

  RevocationWatchTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.vault = VaultDirectory.open(folder).keyset();
  }

  private Grant grant() throws IOException {
    GrantLink reader =
        GrantLink.ANYTHING.in(List.of(GrantScope.ofBucket("b"))).allowing(Set.of(GrantAction.READ));
    return GrantCredential.issue(vault, reader).grant();
  }

  private RevocationWatch watch(Duration refresh) {
    return new RevocationWatch(() -> Revocations.read(folder, vault), refresh);
  }

  @Test
  void whatWasRevokedStaysSoWhenTheListIsLost() throws IOException {
    RevocationWatch watch = watch(Duration.ZERO);
    Grant revoked = grant();
    assertFalse(watch.test(revoked));
    Revocations.add(folder, vault, revoked.id());
    assertTrue(watch.test(revoked));
    Files.delete(folder.resolve(Revocations.FILE));
    assertTrue(watch.test(revoked));
    assertFalse(watch.test(grant()));
  }

  @Test
  void whileTheListCanNotBeReadEveryGrantIsRevoked() throws IOException {
    RevocationWatch watch = watch(Duration.ZERO);
    Grant grant = grant();
    Grant revoked = grant();
    Revocations.add(folder, vault, revoked.id());
    assertFalse(watch.test(grant));
    byte[] whole = Files.readAllBytes(folder.resolve(Revocations.FILE));
    Files.writeString(folder.resolve(Revocations.FILE), "damaged");
    assertTrue(watch.test(grant));
    Files.write(folder.resolve(Revocations.FILE), whole);
    assertFalse(watch.test(grant));
    assertTrue(watch.test(revoked));
  }

  @Test
  void itIsReadOnceInATime() throws IOException {
    AtomicInteger reads = new AtomicInteger();
    RevocationWatch watch =
        new RevocationWatch(
            () -> {
              reads.incrementAndGet();
              return Revocations.read(folder, vault);
            },
            Duration.ofHours(1));
    Grant grant = grant();
    for (int i = 0; i < 100; i++) {
      assertFalse(watch.test(grant));
    }
    assertEquals(1, reads.get());
  }
}
