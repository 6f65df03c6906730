package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** What a bucket is configured with, as the AWS SDK asks for it. */
@ForEverySubject
final class BucketConfigurationTest {

  private final Subject subject;
  private final S3Client s3;
  private final String bucket;

  BucketConfigurationTest(Subject subject) {
    this.subject = subject;
    this.s3 = subject.s3();
    this.bucket = subject.freshBucket();
  }

  private static void assertError(int status, String code, Executable call) {
    S3Exception error = assertThrows(S3Exception.class, call);
    assertEquals(
        status + " " + code, error.statusCode() + " " + error.awsErrorDetails().errorCode());
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private void putTags(List<Tag> tags) {
    s3.putBucketTagging(r -> r.bucket(bucket).tagging(t -> t.tagSet(tags)));
  }

  private List<Tag> tags() {
    return s3.getBucketTagging(r -> r.bucket(bucket)).tagSet();
  }

  @Test
  void tags_are_kept_replaced_and_deleted() {
    assertError(404, "NoSuchTagSet", this::tags);
    putTags(List.of(tag("project", "Cipherquay"), tag("empty", "")));
    assertEquals(List.of(tag("project", "Cipherquay"), tag("empty", "")), tags());
    putTags(List.of(tag("Größe", "+-=._:/@ x")));
    assertEquals(List.of(tag("Größe", "+-=._:/@ x")), tags());

    s3.deleteBucketTagging(r -> r.bucket(bucket));

    assertError(404, "NoSuchTagSet", this::tags);
    s3.deleteBucketTagging(r -> r.bucket(bucket));
  }

  @Test
  void fifty_tags_are_enough() {
    List<Tag> most = IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList();
    putTags(most);
    assertEquals(most, tags());
    List<Tag> more = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList();

    assertError(400, "BadRequest", () -> putTags(more));
    assertError(400, "InvalidTag", () -> putTags(List.of(tag("aws:x", "v"))));
    assertError(400, "InvalidTag", () -> putTags(List.of(tag("x", "1"), tag("x", "2"))));
    assertError(400, "InvalidTag", () -> putTags(List.of(tag("k".repeat(129), "v"))));
    assertEquals(most, tags());
  }

  @Test
  void a_configured_bucket_is_empty_and_can_be_deleted() {
    putTags(List.of(tag("k", "v")));
    assertEquals(0, s3.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    assertTrue(s3.listObjectsV2(r -> r.bucket(bucket).delimiter("/")).commonPrefixes().isEmpty());
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));
    assertError(409, "BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket(bucket)));
    assertEquals(List.of(tag("k", "v")), tags());
    s3.deleteObject(r -> r.bucket(bucket).key("k"));

    s3.deleteBucket(r -> r.bucket(bucket));

    assertError(404, "NoSuchBucket", this::tags);
    s3.createBucket(r -> r.bucket(bucket));
    assertError(404, "NoSuchTagSet", this::tags);
  }

  @Test
  void a_bucket_and_its_objects_are_the_owners() {
    s3.putObject(
        r -> r.bucket(bucket).key("k").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL),
        RequestBody.fromString("x"));
    GetBucketAclResponse ofBucket = s3.getBucketAcl(r -> r.bucket(bucket));
    GetObjectAclResponse ofObject = s3.getObjectAcl(r -> r.bucket(bucket).key("k"));

    assertEquals(ofBucket.grants(), ofObject.grants());
    assertEquals(1, ofBucket.grants().size());
    assertEquals(Permission.FULL_CONTROL, ofBucket.grants().get(0).permission());
    assertEquals(ofBucket.owner().id(), ofBucket.grants().get(0).grantee().id());
    AccessControlPolicy same =
        AccessControlPolicy.builder().owner(ofBucket.owner()).grants(ofBucket.grants()).build();
    s3.putBucketAcl(r -> r.bucket(bucket).accessControlPolicy(same));
    s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PRIVATE));
    s3.putObjectAcl(r -> r.bucket(bucket).key("k").acl(ObjectCannedACL.PRIVATE));
  }

  @Test
  void nobody_else_is_let_in_by_a_list() {
    s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));
    String code = "AccessControlListNotSupported";
    assertError(
        400, code, () -> s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ)));
    assertError(
        400,
        code,
        () -> s3.putObjectAcl(r -> r.bucket(bucket).key("k").acl(ObjectCannedACL.PUBLIC_READ)));
    assertError(
        400,
        code,
        () ->
            s3.putObject(
                r -> r.bucket(bucket).key("k").acl(ObjectCannedACL.PUBLIC_READ),
                RequestBody.fromString("other")));
    assertEquals("x", s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asUtf8String());
    assertError(404, "NoSuchKey", () -> s3.getObjectAcl(r -> r.bucket(bucket).key("absent")));
  }

  @Test
  void what_is_true_of_every_bucket_is_said() {
    ServerSideEncryptionByDefault encryption =
        s3.getBucketEncryption(r -> r.bucket(bucket))
            .serverSideEncryptionConfiguration()
            .rules()
            .get(0)
            .applyServerSideEncryptionByDefault();
    assertEquals(ServerSideEncryption.AWS_KMS, encryption.sseAlgorithm());
    PublicAccessBlockConfiguration block =
        s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration();
    assertTrue(block.blockPublicAcls() && block.ignorePublicAcls());
    assertTrue(block.blockPublicPolicy() && block.restrictPublicBuckets());
    assertEquals(
        ObjectOwnership.BUCKET_OWNER_ENFORCED,
        s3.getBucketOwnershipControls(r -> r.bucket(bucket))
            .ownershipControls()
            .rules()
            .get(0)
            .objectOwnership());
    assertFalse(s3.getBucketPolicyStatus(r -> r.bucket(bucket)).policyStatus().isPublic());
    assertEquals(Payer.BUCKET_OWNER, s3.getBucketRequestPayment(r -> r.bucket(bucket)).payer());
    assertEquals(null, s3.getBucketLogging(r -> r.bucket(bucket)).loggingEnabled());
    assertEquals(null, s3.getBucketAccelerateConfiguration(r -> r.bucket(bucket)).status());
    assertTrue(
        s3.listBucketInventoryConfigurations(r -> r.bucket(bucket))
            .inventoryConfigurationList()
            .isEmpty());
    assertError(
        404,
        "ReplicationConfigurationNotFoundError",
        () -> s3.getBucketReplication(r -> r.bucket(bucket)));
  }

  @Test
  void only_what_is_true_can_be_set() {
    s3.putBucketRequestPayment(
        r -> r.bucket(bucket).requestPaymentConfiguration(p -> p.payer(Payer.BUCKET_OWNER)));
    assertError(
        501,
        "NotImplemented",
        () ->
            s3.putBucketRequestPayment(
                r -> r.bucket(bucket).requestPaymentConfiguration(p -> p.payer(Payer.REQUESTER))));
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
            .build();
    s3.putBucketEncryption(
        r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rule)));
    assertError(
        501,
        "NotImplemented",
        () ->
            s3.putPublicAccessBlock(
                r ->
                    r.bucket(bucket)
                        .publicAccessBlockConfiguration(b -> b.blockPublicAcls(false))));
    assertError(501, "NotImplemented", () -> s3.deletePublicAccessBlock(r -> r.bucket(bucket)));
    assertError(501, "NotImplemented", () -> s3.getBucketPolicy(r -> r.bucket(bucket)));
    assertError(
        501, "NotImplemented", () -> s3.putBucketPolicy(r -> r.bucket(bucket).policy("{}")));
    assertTrue(
        subject.raw().call("GET", "/" + bucket + "?policy").text().contains("access grants"));
  }
}
