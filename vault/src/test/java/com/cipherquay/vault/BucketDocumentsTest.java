package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.CountingBucketStore;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a bucket is configured with, over a store. */
final class BucketDocumentsTest {

  private static final String BUCKET = "bucket";
  private static final byte[] RULES = "rules".getBytes(UTF_8);

  private final MemoryBucketStore memory = new MemoryBucketStore();
  private final CountingBucketStore store = new CountingBucketStore(memory);
  private final Vaults vaults = vaults();

  private Vaults vaults() {
    return Vaults.of(FixedKeyset.create(), store);
  }

  private BucketDocuments create() throws IOException {
    vaults.create(BUCKET);
    return vaults.open(BUCKET).documents();
  }

  private List<String> stored() throws IOException {
    StoredPageRequest all = new StoredPageRequest("", false, "", 1000);
    return memory.open(BUCKET).list(all).entries().stream().map(StoredEntry::name).toList();
  }

  private static void assertIs(byte[] expected, Optional<byte[]> document) {
    assertArrayEquals(expected, document.orElseThrow());
  }

  @Test
  void keepsOneOfEachKind() throws IOException {
    BucketDocuments documents = create();
    assertFalse(documents.read(DocumentKind.CORS).isPresent());
    documents.write(DocumentKind.CORS, RULES);
    documents.write(DocumentKind.TAGS, new byte[0]);
    assertIs(RULES, documents.read(DocumentKind.CORS));
    assertIs(new byte[0], documents.read(DocumentKind.TAGS));
    byte[] others = "other rules".getBytes(UTF_8);
    documents.write(DocumentKind.CORS, others);
    assertIs(others, documents.read(DocumentKind.CORS));
    assertEquals(List.of(".cq/bucket/cors", ".cq/bucket/tags"), stored());
    documents.delete(DocumentKind.CORS);
    assertFalse(documents.read(DocumentKind.CORS).isPresent());
    assertEquals(List.of(".cq/bucket/tags"), stored());
    documents.delete(DocumentKind.CORS);
  }

  @Test
  void noKindIsTheBeginningOfAnother() {
    for (DocumentKind kind : DocumentKind.values()) {
      for (DocumentKind other : DocumentKind.values()) {
        assertFalse(kind != other && other.word().startsWith(kind.word()), other::word);
      }
    }
  }

  @Test
  void isWhatAnotherProcessWrote() throws IOException {
    create().write(DocumentKind.CORS, RULES);
    assertIs(RULES, vaults().open(BUCKET).documents().read(DocumentKind.CORS));
  }

  @Test
  void theLargestIsKeptAndOneByteMoreIsNot() throws IOException {
    BucketDocuments documents = create();
    byte[] most = new byte[BucketDocuments.MAX_LENGTH];
    documents.write(DocumentKind.CORS, most);
    assertIs(most, documents.read(DocumentKind.CORS));
    assertThrows(
        IllegalArgumentException.class,
        () -> documents.write(DocumentKind.CORS, new byte[BucketDocuments.MAX_LENGTH + 1]));
    StoredPageRequest all = new StoredPageRequest("", false, "", 1);
    assertEquals(DocumentSeal.MAX_STORED, memory.open(BUCKET).list(all).entries().get(0).size());
  }

  @Test
  void whatIsAskedForOftenIsReadOnce() throws IOException {
    BucketDocuments documents = create();
    store.counts().reset();
    for (int i = 0; i < 3; i++) {
      assertFalse(documents.recent(DocumentKind.CORS).isPresent());
    }
    assertEquals(Map.of(StoreCall.READ, 1L), store.counts().byCall());
    documents.write(DocumentKind.CORS, RULES);
    assertIs(RULES, documents.recent(DocumentKind.CORS));
    assertEquals(Map.of(StoreCall.READ, 1L, StoreCall.WRITE, 1L), store.counts().byCall());
    documents.delete(DocumentKind.CORS);
    assertFalse(documents.recent(DocumentKind.CORS).isPresent());
    documents.read(DocumentKind.CORS);
    assertEquals(2, store.counts().byCall().get(StoreCall.READ));
  }

  @Test
  void goesWithItsBucket() throws IOException {
    create().write(DocumentKind.CORS, RULES);
    vaults.open(BUCKET).documents().write(DocumentKind.TAGS, RULES);
    vaults.delete(BUCKET);
    assertEquals(List.of(), memory.buckets());
    BucketDocuments documents = create();
    assertFalse(documents.recent(DocumentKind.CORS).isPresent());
    assertFalse(documents.read(DocumentKind.TAGS).isPresent());
  }

  @Test
  void aBucketThatAnotherProcessMadeAnewIsNotWhatItWas() throws IOException {
    create().write(DocumentKind.CORS, RULES);
    vaults().delete(BUCKET);
    assertFalse(create().recent(DocumentKind.CORS).isPresent());
  }

  @Test
  void staysWhereABucketIsNotDeleted() throws IOException {
    BucketDocuments documents = create();
    documents.write(DocumentKind.CORS, RULES);
    Vault vault = vaults.open(BUCKET);
    vault.put(
        VaultFixture.KEY, ObjectMetadata.EMPTY, TestBody.of(new byte[1]), WriteCondition.NONE);
    StoreException refused = assertThrows(StoreException.class, () -> vaults.delete(BUCKET));
    assertEquals(StoreFault.BUCKET_NOT_EMPTY, refused.fault());
    assertIs(RULES, documents.read(DocumentKind.CORS));
  }

  @Test
  void isNeitherListedNorSwept() throws IOException {
    BucketDocuments documents = create();
    documents.write(DocumentKind.CORS, RULES);
    Vault vault = vaults.open(BUCKET);
    for (String delimiter : List.of("", "/", "-")) {
      ListPage page =
          vault.list(
              new ListRequest("", delimiter, ListPosition.BEGINNING, 1000, ListOrder.STORED));
      assertEquals(List.of(), page.objects());
      assertEquals(List.of(), page.commonPrefixes());
    }
    assertEquals(0, vaults.sweep(BUCKET, Duration.ofHours(-1)));
    assertIs(RULES, documents.read(DocumentKind.CORS));
  }

  @Test
  void isOfItsBucketAndKindAlone() throws IOException {
    BucketDocuments documents = create();
    documents.write(DocumentKind.CORS, RULES);
    StoredCopy copy = StoredCopy.of(memory.open(BUCKET), DocumentKind.CORS.storedName());
    vaults.create("other");
    copy.write(memory.open("other"), DocumentKind.CORS.storedName());
    copy.write(memory.open(BUCKET), DocumentKind.TAGS.storedName());
    assertCorrupt(vaults.open("other").documents(), DocumentKind.CORS);
    assertCorrupt(documents, DocumentKind.TAGS);
    assertIs(RULES, documents.read(DocumentKind.CORS));
  }

  @Test
  void whatTheStoreChangedIsNotTakenForNone() throws IOException {
    BucketDocuments documents = create();
    documents.write(DocumentKind.CORS, RULES);
    StoredCopy honest = StoredCopy.of(memory.open(BUCKET), DocumentKind.CORS.storedName());
    for (int i = 0; i < honest.body().length(); i++) {
      byte[] bytes = honest.body().bytes();
      bytes[i] ^= 1;
      honest.withBody(bytes).write(memory.open(BUCKET), DocumentKind.CORS.storedName());
      assertCorrupt(documents, DocumentKind.CORS);
    }
    byte[] endless = new byte[1 << 20];
    endless[0] = 1;
    for (byte[] bytes : List.of(new byte[0], endless)) {
      new StoredCopy(Octets.of(bytes), StoredMetadata.NONE)
          .write(memory.open(BUCKET), DocumentKind.CORS.storedName());
      assertCorrupt(documents, DocumentKind.CORS);
    }
  }

  private static void assertCorrupt(BucketDocuments documents, DocumentKind kind) {
    VaultException refused = assertThrows(VaultException.class, () -> documents.read(kind));
    assertEquals(VaultFault.CORRUPT, refused.fault());
  }

  @Test
  void anAbsentBucketHasNone(@TempDir Path folder) throws IOException {
    try (LocalStore local = LocalStore.open(folder)) {
      for (Vaults absent : List.of(vaults, Vaults.of(FixedKeyset.create(), local))) {
        BucketDocuments documents = absent.open("absent").documents();
        assertNoBucket(() -> documents.read(DocumentKind.CORS));
        assertFalse(documents.recent(DocumentKind.CORS).isPresent());
        assertNoBucket(() -> documents.write(DocumentKind.CORS, RULES));
        assertNoBucket(() -> documents.delete(DocumentKind.CORS));
      }
    }
  }

  @Test
  void anAbsentBucketIsLookedForOnce() throws IOException {
    BucketDocuments documents = vaults.open("absent").documents();
    assertFalse(documents.recent(DocumentKind.CORS).isPresent());
    assertFalse(documents.recent(DocumentKind.CORS).isPresent());
    assertEquals(1, store.counts().total());
  }

  private static void assertNoBucket(Executable call) {
    StoreException refused = assertThrows(StoreException.class, call);
    assertEquals(StoreFault.NO_SUCH_BUCKET, refused.fault());
  }
}
