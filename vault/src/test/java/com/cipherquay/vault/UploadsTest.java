package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadsTest {

  private static final int MIN = (int) PartMinimum.bytes();

  private final VaultFixture fixture = new VaultFixture();

  private void assertComplete(TestUpload upload) throws IOException {
    String etag = upload.complete().etag();
    ObjectInfo info = fixture.vault.head(KEY);
    assertEquals(etag, info.etag());
    assertArrayEquals(upload.plaintext(), fixture.get());
    assertEquals(upload.plaintext().length, info.length());
    long stored = fixture.store.head(fixture.paths.storedName(KEY)).size();
    assertEquals(ObjectSize.target(upload.plaintext().length), stored);
    assertNothingBeside();
  }

  private void assertNothingBeside() throws IOException {
    StoredPageRequest beside = new StoredPageRequest(UploadFolder.RESERVED, false, "", 1000);
    assertEquals(List.of(), fixture.store.list(beside).entries());
  }

  private static void assertFault(StoreFault fault, StoreException thrown) {
    assertEquals(fault, thrown.fault());
  }

  @Test
  void makesAnObjectOfPartsInAnyOrderWithGaps() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault);
    assertComplete(upload.put(9_999, 17).put(7, MIN).put(2, MIN + 70_000));
  }

  @Test
  void takesAPartAgain() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault);
    upload.put(1, MIN).put(2, MIN + 1).put(3, 3);
    assertComplete(upload.put(3, 3).put(1, MIN + 5).put(2, MIN + 1));
  }

  @Test
  void replacesALargePartByASmallOne() throws IOException {
    assertComplete(TestUpload.create(fixture.vault).put(1, MIN).put(2, MIN).put(2, 10));
  }

  @Test
  void replacesASmallPartByALargeOne() throws IOException {
    assertComplete(TestUpload.create(fixture.vault).put(1, 10).put(2, 5).put(1, MIN));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SegmentCipher.PLAINTEXT, 5242879, 5242880, 5242881})
  void takesASinglePartOfAnyLength(int length) throws IOException {
    assertComplete(TestUpload.create(fixture.vault).put(3, length));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SegmentCipher.PLAINTEXT, 5242879, 5242880})
  void takesALastPartOfAnyLength(int length) throws IOException {
    assertComplete(TestUpload.create(fixture.vault).put(1, MIN).put(2, length));
  }

  @Test
  void makesAnObjectOfSomeOfTheParts() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault);
    upload.put(1, MIN).put(2, 9).put(3, MIN + 1).put(4, MIN + 2).put(5, 11);
    List<CompletedPart> parts = upload.parts();
    upload.complete(List.of(parts.get(0), parts.get(2), parts.get(1 + 3)));
    assertEquals(2L * MIN + 12, fixture.vault.head(KEY).length());
    assertEquals(2 * MIN + 12, fixture.get().length);
    assertNothingBeside();
  }

  @Test
  void keepsTheMetadataOfTheCreation() throws IOException {
    ObjectMetadata metadata =
        new ObjectMetadata(
            Map.of(StandardHeader.CONTENT_TYPE, "text/plain"), Map.of("a", "b"), Map.of());
    Uploads uploads = fixture.vault.uploads();
    String id = uploads.create(KEY, metadata, Optional.empty());
    String tag = uploads.putPart(KEY, id, 1, TestBody.of(new byte[3]));
    uploads.complete(
        KEY,
        id,
        new UploadCompletion(
            List.of(new CompletedPart(1, tag, Map.of())),
            Optional.empty(),
            OptionalLong.empty(),
            WriteCondition.NONE));
    assertEquals(metadata, fixture.vault.head(KEY).metadata());
  }

  @Test
  void refusesAShortPartThatIsNotTheLast() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault).put(1, MIN - 1).put(2, MIN);
    VaultException refused = assertThrows(VaultException.class, upload::complete);
    assertEquals(VaultFault.ENTITY_TOO_SMALL, refused.fault());
    // The upload goes on: S3 lets the client send the part again.
    assertComplete(upload.put(1, MIN));
  }

  @Test
  void refusesALongPartWithTheLastNumber() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault);
    VaultException refused = assertThrows(VaultException.class, () -> upload.put(10_000, MIN));
    assertEquals(VaultFault.ENTITY_TOO_LARGE, refused.fault());
    assertComplete(upload.put(9_999, MIN).put(10_000, MIN - 1));
  }

  @Test
  void abortsAndForgets() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault).put(1, MIN).put(2, 5);
    upload.uploads.abort(KEY, upload.id);
    assertNothingBeside();
    for (Executable late :
        List.<Executable>of(
            upload::complete,
            () -> upload.put(1, MIN),
            () -> upload.put(2, 5),
            () -> upload.uploads.checksum(KEY, upload.id),
            () -> upload.uploads.abort(KEY, upload.id))) {
      assertFault(StoreFault.NO_SUCH_UPLOAD, assertThrows(StoreException.class, late));
    }
    assertNothingBeside();
    assertThrows(StoreException.class, () -> fixture.vault.head(KEY));
  }

  @Test
  void costsFewCalls() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault);
    assertEquals(Map.of(StoreCall.CREATE_UPLOAD, 1L, StoreCall.WRITE, 1L), fixture.calls.byCall());
    fixture.calls.reset();
    upload.put(1, MIN);
    assertEquals(Map.of(StoreCall.WRITE_PART, 1L, StoreCall.WRITE, 1L), fixture.calls.byCall());
    fixture.calls.reset();
    upload.put(2, 5);
    assertEquals(Map.of(StoreCall.READ, 1L, StoreCall.WRITE, 1L), fixture.calls.byCall());
    fixture.calls.reset();
    upload.complete();
    assertEquals(
        Map.of(
            StoreCall.READ, 1L,
            StoreCall.WRITE_PART, 1L,
            StoreCall.COMPLETE_UPLOAD, 1L,
            StoreCall.PURGE, 1L),
        fixture.calls.byCall());
    fixture.calls.reset();
    fixture.vault.head(KEY);
    assertEquals(Map.of(StoreCall.HEAD, 1L), fixture.calls.byCall());
  }
}
