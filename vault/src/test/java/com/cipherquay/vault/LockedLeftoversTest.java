package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.LegalHold;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that locks what the vault keeps for itself stands in the way of nothing. */
final class LockedLeftoversTest {

  private static final String BUCKET = "bucket";

  private final LocalStore store;
  private final Vaults vaults;

  LockedLeftoversTest(@TempDir Path directory) throws IOException {
    store = LocalStore.open(directory);
    vaults = Vaults.of(FixedKeyset.create(), store);
  }

  @BeforeEach
  void create() throws IOException {
    vaults.create(BUCKET, true);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private List<StoredVersionPage.Entry> own() throws IOException {
    return objects()
        .versions()
        .list(new StoredVersionRequest(UploadFolder.RESERVED, false, VersionPosition.FIRST, 1000))
        .entries();
  }

  private ObjectStore objects() {
    return store.open(BUCKET);
  }

  /** As an upstream with a default retention does, which knows nothing of vaults. */
  private int lockAll() throws IOException {
    List<StoredVersionPage.Entry> all = own();
    for (StoredVersionPage.Entry entry : all) {
      StoredName name = new StoredName(entry.name());
      objects()
          .locks()
          .setLegalHold(new StoredVersion(name, Optional.of(entry.versionId())), LegalHold.ON);
    }
    return all.size();
  }

  private void assertHidden(int kept) throws IOException {
    List<StoredVersionPage.Entry> left = own();
    assertEquals(kept, left.stream().filter(entry -> !entry.marker()).count());
    assertTrue(left.stream().filter(StoredVersionPage.Entry::latest).allMatch(it -> it.marker()));
  }

  @Test
  void uploadsEndAllTheSame() throws IOException {
    TestUpload completed = TestUpload.create(vaults.open(BUCKET)).put(1, 4);
    TestUpload aborted = TestUpload.create(vaults.open(BUCKET)).put(1, 5);
    int kept = lockAll();
    completed.complete();
    vaults.open(BUCKET).uploads().abort(aborted.key, aborted.id);
    assertHidden(kept);
    StoreException gone =
        assertThrows(
            StoreException.class,
            () -> vaults.open(BUCKET).uploads().parts(aborted.key, aborted.id, 0, 1));
    assertEquals(StoreFault.NO_SUCH_UPLOAD, gone.fault());
    assertEquals(0, vaults.sweep(BUCKET, Duration.ofHours(-1)), "nothing is there to be swept");
  }

  @Test
  void sweepsGoOn() throws IOException {
    Vault vault = vaults.open(BUCKET);
    for (int i = 0; i < 2; i++) {
      TestUpload ended = TestUpload.create(vault).put(1, 4 + i);
      StoredName name = VaultFixture.paths(BUCKET).storedName(ended.key);
      objects().uploads().abort(new StoredUpload(name, ended.id));
    }
    int kept = lockAll();
    assertEquals(2, vaults.sweep(BUCKET, Duration.ofHours(-1)));
    assertHidden(kept);
    assertEquals(0, vaults.sweep(BUCKET, Duration.ofHours(-1)));
  }

  @Test
  void documentsAreDeletedAndWrittenAgain() throws IOException {
    BucketDocuments documents = vaults.open(BUCKET).documents();
    documents.write(DocumentKind.CORS, new byte[] {1});
    assertEquals(1, lockAll());
    documents.delete(DocumentKind.CORS);
    assertEquals(Optional.empty(), documents.read(DocumentKind.CORS));
    documents.delete(DocumentKind.CORS);
    documents.write(DocumentKind.CORS, new byte[] {2});
    assertEquals(2, documents.read(DocumentKind.CORS).orElseThrow()[0]);
  }

  @Test
  void aBucketWithSuchLeftoversIsNotEmpty() throws IOException {
    vaults.open(BUCKET).documents().write(DocumentKind.CORS, new byte[] {1});
    lockAll();
    StoreException refused = assertThrows(StoreException.class, () -> vaults.delete(BUCKET));
    assertEquals(StoreFault.BUCKET_NOT_EMPTY, refused.fault());
  }
}
