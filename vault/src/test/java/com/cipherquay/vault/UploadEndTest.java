package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completions with conditions, repeated ones, and ends that fail halfway. */
final class UploadEndTest {

  private static final int MIN = (int) PartMinimum.bytes();

  private final VaultFixture fixture = new VaultFixture();
  private final LyingStore lying = new LyingStore(fixture.store);
  private final Vault vault = fixture.over(lying);

  private int beside() throws IOException {
    StoredPageRequest all = new StoredPageRequest(UploadFolder.RESERVED, false, "", 1000);
    return fixture.store.list(all).entries().size();
  }

  private static void assertFault(StoreFault fault, Executable refused) {
    assertEquals(fault, assertThrows(StoreException.class, refused).fault());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5242880})
  void answersARepeatedCompletionTheSame(int last) throws IOException {
    TestUpload upload =
        TestUpload.create(
            vault, KEY, Optional.of(new UploadChecksum(ChecksumAlgorithm.CRC32C, false)));
    upload.put(1, MIN).put(2, last);
    CompletedUpload first = upload.complete();
    assertEquals(first, upload.complete());
    // By a process that has never heard of it, too.
    assertEquals(first, upload.through(fixture.over(lying)).complete());
    assertEquals(first, upload.complete(upload.parts(), new WriteCondition.IfAbsent()));
  }

  @Test
  void doesNotTakeAnotherCompletionForARepeatedOne() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, MIN).put(2, 5);
    upload.complete();
    List<CompletedPart> fewer = upload.parts().subList(0, 1);
    assertFault(StoreFault.NO_SUCH_UPLOAD, () -> upload.complete(fewer));
    TestUpload next = TestUpload.create(vault).put(1, MIN).put(2, 5);
    next.complete();
    assertFault(StoreFault.NO_SUCH_UPLOAD, upload::complete);
    fixture.put(new byte[4]);
    assertFault(StoreFault.NO_SUCH_UPLOAD, next::complete);
    fixture.vault.delete(KEY);
    assertFault(StoreFault.NO_SUCH_UPLOAD, next::complete);
  }

  @Test
  void decidesTheConditionOnTheObjectThatIsThere() throws IOException {
    String present = fixture.put(new byte[1]);
    TestUpload upload = TestUpload.create(vault).put(1, MIN).put(2, 5);
    for (WriteCondition unmet :
        List.of(
            new WriteCondition.IfAbsent(),
            new WriteCondition.IfMatch("other-cq"),
            new WriteCondition.IfMatch("*"),
            new WriteCondition.IfMatch("*-cq"))) {
      assertFault(StoreFault.PRECONDITION_FAILED, () -> upload.complete(upload.parts(), unmet));
    }
    assertEquals(1, fixture.vault.head(KEY).length());
    // The upload goes on; more parts than the first time may be completed.
    upload.put(3, 6).put(2, MIN);
    String made = upload.complete(upload.parts(), new WriteCondition.IfMatch(present)).etag();
    assertNotEquals(present, made);
    assertArrayEquals(upload.plaintext(), fixture.get());
    assertEquals(0, beside());
  }

  @Test
  void isCompleteThoughTheRestCanNotBeRemoved() throws IOException {
    TestUpload upload = TestUpload.create(vault).put(1, MIN).put(2, 5);
    lying.refusesPurges = true;
    CompletedUpload first = upload.complete();
    assertArrayEquals(upload.plaintext(), fixture.get());
    assertEquals(3, beside());
    assertEquals(first, upload.complete());
    assertFault(StoreFault.NO_SUCH_UPLOAD, () -> upload.uploads.parts(KEY, upload.id, 0, 10));
    lying.refusesPurges = false;
    // Only who knows the object key can remove it, and is told that there is no such upload.
    ObjectKey other = new ObjectKey("other");
    assertFault(StoreFault.NO_SUCH_UPLOAD, () -> upload.uploads.abort(other, upload.id));
    assertEquals(3, beside());
    assertFault(StoreFault.NO_SUCH_UPLOAD, () -> upload.uploads.abort(KEY, upload.id));
    assertEquals(0, beside());
  }

  @Test
  void isNotBegunWithoutItsRecord() throws IOException {
    lying.refusesWrites = true;
    assertFault(StoreFault.UNAVAILABLE, () -> TestUpload.create(vault));
    UploadListRequest all = new UploadListRequest("", "", "", "", 10);
    assertEquals(List.of(), vault.uploads().list(all).uploads());
  }

  @Test
  void doesNotAcknowledgeAPartWithoutItsToken() throws IOException {
    TestUpload upload = TestUpload.create(vault);
    lying.refusesWrites = true;
    assertFault(StoreFault.UNAVAILABLE, () -> upload.put(1, MIN));
    assertFault(StoreFault.UNAVAILABLE, () -> upload.put(2, 2));
    lying.refusesWrites = false;
    assertEquals(List.of(), upload.uploads.parts(KEY, upload.id, 0, 10).parts());
    upload.put(1, MIN).complete();
    assertArrayEquals(upload.plaintext(), fixture.get());
  }

  @Test
  void leavesNothingOfAPartThatBreaksOff() throws IOException {
    TestUpload upload = TestUpload.create(vault);
    for (int length : new int[] {1000, MIN}) {
      PlaintextBody broken =
          new PlaintextBody(new ByteArrayInputStream(new byte[length - 1]), length, Map::of);
      assertThrows(EOFException.class, () -> upload.uploads.putPart(KEY, upload.id, 1, broken));
    }
    assertEquals(1, beside());
    assertEquals(List.of(), upload.uploads.parts(KEY, upload.id, 0, 10).parts());
  }

  @Test
  void refusesMetadataOrNamesThatDoNotFit() throws IOException {
    ObjectMetadata large = new ObjectMetadata(Map.of(), Map.of("a", "x".repeat(2000)), Map.of());
    VaultException refused =
        assertThrows(
            VaultException.class, () -> vault.uploads().create(KEY, large, Optional.empty()));
    assertEquals(VaultFault.METADATA_TOO_LARGE, refused.fault());
    ObjectKey key = new ObjectKey("x".repeat(1024));
    assertEquals(
        VaultFault.KEY_TOO_LONG,
        assertThrows(
                VaultException.class,
                () -> vault.uploads().create(key, ObjectMetadata.EMPTY, Optional.empty()))
            .fault());
    assertEquals(0, beside());
  }
}
