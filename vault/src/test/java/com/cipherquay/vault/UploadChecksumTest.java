package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checksums of parts, and of the objects they make. */
final class UploadChecksumTest {

  private static final int MIN = (int) PartMinimum.bytes();
  private static final UploadChecksum CRC32 = new UploadChecksum(ChecksumAlgorithm.CRC32, false);

  private final VaultFixture fixture = new VaultFixture();

  static Stream<UploadChecksum> all() {
    return Arrays.stream(ChecksumAlgorithm.values())
        .flatMap(
            algorithm ->
                Stream.of(true, false)
                    .filter(composite -> UploadChecksum.exists(algorithm, composite))
                    .map(composite -> new UploadChecksum(algorithm, composite)));
  }

  private TestUpload create(UploadChecksum checksum) throws IOException {
    return TestUpload.create(fixture.vault, KEY, Optional.of(checksum));
  }

  private static CompletedUpload complete(TestUpload upload, ObjectChecksum claimed)
      throws IOException {
    return upload.uploads.complete(
        KEY,
        upload.id,
        new UploadCompletion(
            upload.parts(), Optional.of(claimed), OptionalLong.empty(), WriteCondition.NONE));
  }

  @ParameterizedTest
  @MethodSource("all")
  void makesTheChecksumOfTheObject(UploadChecksum checksum) throws IOException {
    ChecksumAlgorithm algorithm = checksum.algorithm();
    byte[] first = TestBody.bytes(MIN);
    byte[] last = TestBody.bytes(1000);
    TestUpload upload = create(checksum).put(1, first).put(5, last);
    ByteArrayOutputStream sums = new ByteArrayOutputStream();
    sums.writeBytes(TestChecksum.raw(algorithm, first));
    sums.writeBytes(TestChecksum.raw(algorithm, last));
    String expected =
        checksum.composite()
            ? TestChecksum.base64(algorithm, sums.toByteArray()) + "-2"
            : TestChecksum.base64(algorithm, upload.plaintext());
    ObjectChecksum made = new ObjectChecksum(algorithm, checksum.composite(), expected);
    ObjectChecksum wrong = new ObjectChecksum(algorithm, checksum.composite(), "AAAA");
    assertFault(VaultFault.WRONG_CHECKSUM, () -> complete(upload, wrong));
    assertEquals(Optional.of(made), complete(upload, made).checksum());
    assertEquals(List.of(made), fixture.vault.describe(KEY).checksums());
    assertEquals(Optional.of(made), complete(upload, made).checksum());
  }

  @Test
  void takesACompositeChecksumWithoutTheCount() throws IOException {
    UploadChecksum composite = new UploadChecksum(ChecksumAlgorithm.SHA256, true);
    TestUpload upload = create(composite).put(1, 10);
    byte[] sum = TestChecksum.raw(ChecksumAlgorithm.SHA256, TestBody.bytes(10));
    String raw = TestChecksum.base64(ChecksumAlgorithm.SHA256, sum);
    ObjectChecksum claimed = new ObjectChecksum(ChecksumAlgorithm.SHA256, true, raw);
    assertEquals(raw + "-1", complete(upload, claimed).checksum().orElseThrow().value());
  }

  @Test
  void refusesAClaimThatNobodyCanVerify() throws IOException {
    TestUpload without = TestUpload.create(fixture.vault).put(1, 3);
    ObjectChecksum claimed = new ObjectChecksum(ChecksumAlgorithm.CRC32, false, "AAAAAA==");
    assertFault(VaultFault.WRONG_CHECKSUM, () -> complete(without, claimed));
    TestUpload other = create(new UploadChecksum(ChecksumAlgorithm.CRC32C, false)).put(1, 3);
    assertFault(VaultFault.WRONG_CHECKSUM, () -> complete(other, claimed));
  }

  @Test
  void comparesTheClaimsForEachPart() throws IOException {
    TestUpload upload = create(CRC32).put(1, MIN).put(2, 4);
    CompletedPart first = upload.parts().get(0);
    String tag = upload.tags.lastEntry().getValue();
    for (Map<ChecksumAlgorithm, String> wrong :
        List.of(
            Map.of(ChecksumAlgorithm.CRC32, "AAAAAA=="),
            Map.of(ChecksumAlgorithm.CRC32, "no base64"),
            Map.of(ChecksumAlgorithm.CRC32C, "AAAAAA=="))) {
      List<CompletedPart> parts = List.of(first, new CompletedPart(2, tag, wrong));
      assertFault(VaultFault.INVALID_PART, () -> upload.complete(parts));
    }
    upload.complete(List.of(first, new CompletedPart(2, tag, Map.of())));
    assertEquals(MIN + 4L, fixture.vault.head(KEY).length());
  }

  @Test
  void refusesAPartWithoutTheChecksumOfItsUpload() throws IOException {
    TestUpload upload = create(CRC32);
    for (int length : new int[] {MIN, 10, 0}) {
      byte[] bytes = new byte[length];
      for (Map<ChecksumAlgorithm, String> sums :
          List.<Map<ChecksumAlgorithm, String>>of(
              Map.of(), Map.of(ChecksumAlgorithm.SHA1, "AAAA"))) {
        PlaintextBody body = new PlaintextBody(new ByteArrayInputStream(bytes), length, () -> sums);
        assertFault(
            VaultFault.MISSING_CHECKSUM, () -> upload.uploads.putPart(KEY, upload.id, 1, body));
      }
    }
    assertEquals(List.of(), upload.uploads.parts(KEY, upload.id, 0, 10).parts());
    StoredPageRequest beside = new StoredPageRequest(UploadFolder.RESERVED, false, "", 10);
    assertEquals(1, fixture.store.list(beside).entries().size());
    assertEquals(Optional.of(CRC32), upload.uploads.checksum(KEY, upload.id));
  }

  @Test
  void comparesTheLength() throws IOException {
    TestUpload upload = TestUpload.create(fixture.vault).put(1, MIN).put(2, 5);
    for (long wrong : new long[] {0, MIN + 4, MIN + 6}) {
      assertFault(VaultFault.WRONG_LENGTH, () -> complete(upload, wrong));
    }
    complete(upload, MIN + 5);
    assertEquals(MIN + 5L, fixture.vault.head(KEY).length());
  }

  private static void complete(TestUpload upload, long length) throws IOException {
    CompletedUpload unused =
        upload.uploads.complete(
            KEY,
            upload.id,
            new UploadCompletion(
                upload.parts(), Optional.empty(), OptionalLong.of(length), WriteCondition.NONE));
  }

  private static void assertFault(VaultFault fault, Executable refused) {
    assertEquals(fault, assertThrows(VaultException.class, refused).fault());
  }
}
