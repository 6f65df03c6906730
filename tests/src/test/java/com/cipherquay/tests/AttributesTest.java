package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** GetObjectAttributes, and the checksums of objects and parts, by the SDK. */
@ForEverySubject
final class AttributesTest {

  private static final int MINIMUM = 5 << 20;
  private static final List<ObjectAttributes> ALL =
      List.of(
          ObjectAttributes.E_TAG,
          ObjectAttributes.CHECKSUM,
          ObjectAttributes.OBJECT_PARTS,
          ObjectAttributes.STORAGE_CLASS,
          ObjectAttributes.OBJECT_SIZE);

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  AttributesTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  private GetObjectAttributesResponse attributes(String key) {
    return s3.getObjectAttributes(r -> r.bucket(bucket).key(key).objectAttributes(ALL));
  }

  /** Puts parts, the first of the least size, and completes them. */
  private void putParts(String key, ChecksumType type, int... lengths) {
    String id =
        s3.createMultipartUpload(
                r ->
                    r.bucket(bucket)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .checksumType(type))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int length : lengths) {
      int number = parts.size() + 1;
      byte[] body = Bodies.of(length);
      String etag =
          s3.uploadPart(
                  r ->
                      r.bucket(bucket)
                          .key(key)
                          .uploadId(id)
                          .partNumber(number)
                          .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                  RequestBody.fromBytes(body))
              .eTag();
      String sum = Checksums.of("crc32", body);
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).checksumCRC32(sum).build());
    }
    s3.completeMultipartUpload(
        r ->
            r.bucket(bucket)
                .key(key)
                .uploadId(id)
                .checksumType(type)
                .multipartUpload(m -> m.parts(parts)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256"})
  void an_object_in_one_piece(ChecksumAlgorithm algorithm) {
    for (int size : List.of(0, 10, 200_000)) {
      s3.putObject(
          r -> r.bucket(bucket).key("k").checksumAlgorithm(algorithm),
          RequestBody.fromBytes(Bodies.of(size)));
      HeadObjectResponse head =
          s3.headObject(r -> r.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED));
      GetObjectAttributesResponse got = attributes("k");
      assertEquals(head.eTag(), '"' + got.eTag() + '"');
      assertEquals(head.lastModified(), got.lastModified());
      assertEquals(size, got.objectSize());
      assertEquals("STANDARD", got.storageClassAsString());
      assertNull(got.objectParts());
      assertEquals(ChecksumType.FULL_OBJECT, got.checksum().checksumType());
      String name = algorithm.toString().toLowerCase(Locale.ROOT);
      String sum = Checksums.of(name, Bodies.of(size));
      List<String> sums =
          Arrays.asList(
              got.checksum().checksumCRC32(),
              got.checksum().checksumCRC32C(),
              got.checksum().checksumCRC64NVME(),
              got.checksum().checksumSHA1(),
              got.checksum().checksumSHA256());
      assertEquals(List.of(sum), sums.stream().filter(it -> it != null).toList());
      List<String> heads =
          Arrays.asList(
              head.checksumCRC32(),
              head.checksumCRC32C(),
              head.checksumCRC64NVME(),
              head.checksumSHA1(),
              head.checksumSHA256());
      assertEquals(sums, heads);
    }
  }

  @Test
  void the_parts_of_an_object_page_by_page() {
    putParts("k", ChecksumType.COMPOSITE, MINIMUM, MINIMUM + 7, 1);
    HeadObjectResponse head =
        s3.headObject(r -> r.bucket(bucket).key("k").checksumMode(ChecksumMode.ENABLED));
    assertEquals(head.checksumCRC32(), attributes("k").checksum().checksumCRC32() + "-3");
    assertEquals(ChecksumType.COMPOSITE, attributes("k").checksum().checksumType());
    List<Long> sizes = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    String marker = "0";
    boolean more = true;
    while (more) {
      int after = Integer.parseInt(marker);
      GetObjectAttributesParts page =
          s3.getObjectAttributes(
                  r ->
                      r.bucket(bucket)
                          .key("k")
                          .objectAttributes(ObjectAttributes.OBJECT_PARTS)
                          .maxParts(1)
                          .partNumberMarker(after))
              .objectParts();
      assertEquals(3, page.totalPartsCount());
      for (ObjectPart part : page.parts()) {
        sizes.add(part.size());
        sums.add(part.checksumCRC32());
      }
      marker = String.valueOf(page.nextPartNumberMarker());
      more = page.isTruncated();
    }
    assertEquals(List.of((long) MINIMUM, MINIMUM + 7L, 1L), sizes);
    assertEquals(Checksums.of("crc32", Bodies.of(MINIMUM + 7)), sums.get(1));
  }

  @ParameterizedTest
  @CsvSource({"COMPOSITE", "FULL_OBJECT"})
  void a_part_is_verified_by_its_own_checksum(ChecksumType type) {
    putParts("k", type, MINIMUM, 9);
    for (int number : List.of(1, 2)) {
      int length = number == 1 ? MINIMUM : 9;
      // The SDK compares the body with the checksum that comes with it.
      byte[] part =
          s3.getObjectAsBytes(
                  r ->
                      r.bucket(bucket)
                          .key("k")
                          .partNumber(number)
                          .checksumMode(ChecksumMode.ENABLED))
              .asByteArray();
      assertArrayEquals(Bodies.of(length), part);
      HeadObjectResponse head =
          s3.headObject(
              r -> r.bucket(bucket).key("k").partNumber(number).checksumMode(ChecksumMode.ENABLED));
      String sum = Checksums.of("crc32", Bodies.of(length));
      assertEquals(type == ChecksumType.COMPOSITE ? sum : null, head.checksumCRC32());
    }
  }

  @Test
  void a_copy_may_have_another_checksum_than_its_source() {
    byte[] body = Bodies.of(100_000);
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromBytes(body));
    CopyObjectResponse copy =
        s3.copyObject(
            r ->
                r.sourceBucket(bucket)
                    .sourceKey("k")
                    .destinationBucket(bucket)
                    .destinationKey("copy")
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256));
    String sum = Checksums.of("sha256", body);
    assertEquals(sum, copy.copyObjectResult().checksumSHA256());
    assertEquals(sum, attributes("copy").checksum().checksumSHA256());
    assertArrayEquals(body, s3.getObjectAsBytes(r -> r.bucket(bucket).key("copy")).asByteArray());
  }

  @Test
  void a_refused_completion_names_the_part() {
    String id = s3.createMultipartUpload(r -> r.bucket(bucket).key("k")).uploadId();
    List<String> etags = new ArrayList<>();
    for (int number : List.of(1, 2)) {
      etags.add(
          s3.uploadPart(
                  r -> r.bucket(bucket).key("k").uploadId(id).partNumber(number),
                  RequestBody.fromBytes(Bodies.of(10)))
              .eTag());
    }
    String list = "<CompleteMultipartUpload>" + named(1, etags) + named(2, etags);
    RawRequest complete = RawRequest.of("POST", "/" + bucket + "/k?uploadId=" + id);
    RawResponse refused =
        subject.raw().call(complete, (list + "</CompleteMultipartUpload>").getBytes(UTF_8));
    assertEquals("400 EntityTooSmall", refused.outcome());
    String document = refused.text();
    assertTrue(document.contains("<PartNumber>1</PartNumber>"), document);
    assertTrue(document.contains("<ProposedSize>10</ProposedSize>"), document);
    assertTrue(document.contains("<MinSizeAllowed>5242880</MinSizeAllowed>"), document);
  }

  private static String named(int number, List<String> etags) {
    String etag = etags.get(number - 1);
    return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + etag + "</ETag></Part>";
  }

  @Test
  void attributes_of_nothing() {
    S3Exception e = assertThrows(S3Exception.class, () -> attributes("nothing"));
    assertEquals("NoSuchKey", e.awsErrorDetails().errorCode());
  }
}
