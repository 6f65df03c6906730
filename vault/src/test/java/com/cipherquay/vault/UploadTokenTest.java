package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing goes into an object that was not put for it, whatever a client or the store says. */
final class UploadTokenTest {

  private static final int MIN = (int) PartMinimum.bytes();

  private final VaultFixture fixture = new VaultFixture();
  private final LyingStore lying = new LyingStore(fixture.store);
  private final Vault vault = fixture.over(lying);

  private static void assertInvalid(TestUpload upload, int number, String tag) {
    List<CompletedPart> parts = List.of(new CompletedPart(number, tag, Map.of()));
    VaultException refused = assertThrows(VaultException.class, () -> upload.complete(parts), tag);
    assertEquals(VaultFault.INVALID_PART, refused.fault(), tag);
  }

  private static void assertNoUpload(TestUpload upload) {
    for (Executable use :
        List.<Executable>of(
            upload::complete,
            () -> upload.put(1, MIN),
            () -> upload.put(2, 1),
            () -> upload.uploads.checksum(upload.key, upload.id),
            () -> upload.uploads.parts(upload.key, upload.id, 0, 10))) {
      StoreException refused = assertThrows(StoreException.class, use);
      assertEquals(StoreFault.NO_SUCH_UPLOAD, refused.fault());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "-cq.",
        "held-cq.",
        "held-cq",
        "d41d8cd98f00b204e9800998ecf8427e",
        "held-cq.AAAAAAAAAAAAAAAAAAAAAAAA",
        "x-cq.no base64",
        "*"
      })
  void refusesATagThatNoPartHas(String tag) throws IOException {
    assertInvalid(TestUpload.create(vault).put(1, 5), 1, tag);
  }

  @Test
  void refusesTheTagOfAnotherNumberUploadOrKey() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, MIN).put(2, 9);
    TestUpload sameKey = TestUpload.create(vault).put(1, MIN).put(2, 9);
    TestUpload otherKey =
        TestUpload.create(vault, new ObjectKey("other"), Optional.empty()).put(1, MIN).put(2, 9);
    for (int number : new int[] {1, 2}) {
      String tag = upload.parts().get(number - 1).etag();
      assertInvalid(upload, 3 - number, tag);
      assertInvalid(upload, 4, tag);
      assertInvalid(sameKey, number, tag);
      assertInvalid(otherKey, number, tag);
    }
    String large = upload.parts().get(0).etag();
    assertInvalid(upload, 1, "x" + large);
    assertInvalid(upload, 1, "held-cq" + large.substring(large.lastIndexOf('.')));
    assertInvalid(upload, 1, large.substring(0, large.length() - 1));
  }

  @Test
  void answersThatThePartWasReplaced() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, MIN);
    List<CompletedPart> replaced = upload.parts();
    upload.put(1, MIN + 1);
    VaultException refused = assertThrows(VaultException.class, () -> upload.complete(replaced));
    assertEquals(VaultFault.INVALID_PART, refused.fault());
    assertEquals(1, refused.part().orElseThrow().number());
  }

  @Test
  void isNoUploadOfAnotherKeyOrAnUnknownId() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, MIN).put(2, 1);
    ObjectKey other = new ObjectKey("dir/other");
    for (String id : new String[] {upload.id, "", "unknown", "a/../b", "%00"}) {
      assertStrange(vault.uploads(), other, id, upload.parts());
    }
    assertStrange(fixture.over(lying).uploads(), other, upload.id, upload.parts());
    Vault otherBucket = VaultFixture.over(lying, VaultFixture.paths("other"));
    assertStrange(otherBucket.uploads(), KEY, upload.id, upload.parts());
    upload.complete();
    assertArrayEquals(upload.plaintext(), fixture.get());
  }

  private static void assertStrange(
      Uploads uploads, ObjectKey key, String id, List<CompletedPart> parts) {
    for (Executable use :
        List.<Executable>of(
            () ->
                uploads.complete(
                    key,
                    id,
                    new UploadCompletion(
                        parts, Optional.empty(), OptionalLong.empty(), WriteCondition.NONE)),
            () -> uploads.putPart(key, id, 1, TestBody.of(new byte[MIN])),
            () -> uploads.putPart(key, id, 1, TestBody.of(new byte[1])),
            () -> uploads.parts(key, id, 0, 10),
            () -> uploads.abort(key, id))) {
      StoreException refused = assertThrows(StoreException.class, use);
      assertEquals(StoreFault.NO_SUCH_UPLOAD, refused.fault());
    }
  }

  @Test
  void doesNotGoOnWithAnotherRecord() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, 3);
    TestUpload sameKey = TestUpload.create(vault);
    StoredName name = UploadFolder.of(upload.id).record();
    StoredCopy own = StoredCopy.of(fixture.store, name);
    StoredCopy of = StoredCopy.of(fixture.store, UploadFolder.of(sameKey.id).record());
    byte[] flipped = own.body().bytes();
    flipped[flipped.length - 1] ^= 1;
    byte[] wrap = own.body().bytes();
    wrap[40] ^= 1;
    byte[] version = own.body().bytes();
    version[0] ^= 1;
    for (byte[] other :
        List.of(of.body().bytes(), flipped, wrap, version, new byte[0], new byte[5000])) {
      own.withBody(other).write(fixture.store, name);
      // Another process, which has not read the right one before.
      assertNoUpload(upload.through(fixture.over(lying)));
    }
    own.write(fixture.store, name);
    upload.through(fixture.over(lying)).complete();
    assertEquals(3, fixture.vault.head(KEY).length());
  }

  @Test
  void abortsAnUploadWhoseRecordIsGone() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, MIN);
    fixture.store.delete(UploadFolder.of(upload.id).record());
    TestUpload elsewhere = upload.through(fixture.over(lying));
    assertNoUpload(elsewhere);
    elsewhere.uploads.abort(KEY, upload.id);
    assertNoUpload(upload);
  }

  @Test
  void isNotMadeOfAStalePart() throws IOException {
    StaleUploads stale = new StaleUploads(fixture.store.uploads());
    lying.onUploads = uploads -> stale;
    TestUpload upload = TestUpload.create(vault).put(1, TestBody.bytes(MIN)).put(2, 3);
    upload.put(1, new byte[MIN]).complete();
    byte[] plaintext = upload.plaintext();
    Corrupt.assertRefused(fixture.vault, plaintext, "a stale part");
  }

  @Test
  void doesNotBuildInAHeldPartThatWasChanged() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, 1000);
    StoredName name = held(upload, 1);
    StoredCopy copy = StoredCopy.of(fixture.store, name);
    for (int at : new int[] {0, 7, 8, 24, 60, 100, 147}) {
      byte[] body = copy.body().bytes();
      body[at] ^= 1;
      copy.withBody(body).write(fixture.store, name);
      assertCorrupt(upload);
    }
    byte[] longer = Arrays.copyOf(copy.body().bytes(), copy.body().length() + 1);
    copy.withBody(longer).write(fixture.store, name);
    assertCorrupt(upload);
    byte[] shorter = Arrays.copyOf(copy.body().bytes(), copy.body().length() - 1);
    copy.withBody(shorter).write(fixture.store, name);
    assertCorrupt(upload);
    // What another put of the same part has left behind.
    String tag = upload.tags.firstEntry().getValue();
    upload.put(1, 1000);
    StoredCopy.of(fixture.store, held(upload, 1)).write(fixture.store, name);
    upload.tags.put(1, tag);
    assertCorrupt(upload);
    copy.write(fixture.store, name);
    upload.complete();
    assertEquals(StoredMetadata.NONE, copy.metadata());
    assertArrayEquals(upload.plaintext(), fixture.get());
  }

  @Test
  void answersThatAHeldPartIsGone() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, 1000);
    fixture.store.delete(held(upload, 1));
    StoreException refused = assertThrows(StoreException.class, upload::complete);
    assertEquals(StoreFault.INVALID_PART, refused.fault());
  }

  private static StoredName held(TestUpload upload, int number) {
    PartTag tag = PartTag.parse(upload.tags.getOrDefault(number, "")).orElseThrow();
    return UploadFolder.of(upload.id).token(number, tag.token());
  }

  private static void assertCorrupt(TestUpload upload) {
    VaultException refused = assertThrows(VaultException.class, upload::complete);
    assertEquals(VaultFault.CORRUPT, refused.fault());
  }
}
