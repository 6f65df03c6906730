package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.tests.KeytoolProcess;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What keytool says of a store in which much was broken off, and what it finds to tidy up. */
record LastLook(Stand stand, String bucket) {

  /** Everything is young here; tomorrow's sweep removes what this one does. */
  private static final Duration TOMORROW = Duration.ofDays(-1);

  /** {@code check} reads every object, and finds nothing that it can not explain. */
  void everythingIsSound(long objects) {
    KeytoolProcess check = stand.keytool("check", "--read-data", "s3://" + bucket);
    assertEquals(0, check.status(), check::out);
    Pattern counted = Pattern.compile("(?m)^" + objects + " objects\\b");
    assertTrue(counted.matcher(check.out()).find(), () -> objects + " but " + check.out());
  }

  /**
   * With all objects deleted and all uploads ended through a proxy, a sweep leaves nothing at all.
   *
   * @return how much it found
   */
  String onlyLeftoversThatAreSwept() throws IOException {
    Keyset keyset = VaultDirectory.open(stand.vault()).keyset();
    String found;
    try (BucketStore store = stand.open()) {
      Vaults vaults = Vaults.of(keyset, store);
      found =
          "left by %d uploads, %d notes of copies"
              .formatted(
                  vaults.sweep(bucket, TOMORROW), vaults.upkeep(bucket).sweepCopies(TOMORROW));
      ObjectStore objects = store.open(bucket);
      StoredPage page =
          objects.list(new StoredPageRequest("", false, "", StoredPageRequest.MAX_LIMIT));
      assertEquals(0, page.entries().size(), page::toString);
      assertEquals(0, objects.uploads().list("", UploadPosition.FIRST, 1).entries().size());
      if (stand instanceof LocalStand local) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> local.contentFiles() == 0);
      }
    }
    return found;
  }
}
