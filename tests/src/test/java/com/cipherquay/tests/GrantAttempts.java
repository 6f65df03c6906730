package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.DELETE;
import static com.cipherquay.grant.GrantAction.LIST;
import static com.cipherquay.grant.GrantAction.READ;
import static com.cipherquay.grant.GrantAction.WRITE;

import com.cipherquay.grant.GrantAction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Every operation on one key. Most leave the object as it was. */
record GrantAttempts(String bucket, String key, String upload) {

  /**
   * An operation, what a grant must allow for it, and how it is asked for.
   *
   * @param name as AWS has it, and what is special about it behind a blank
   */
  record Attempt(String name, Set<GrantAction> needs, Consumer<S3Client> call) {}

  List<Attempt> all() {
    return Stream.of(reading(), writing(), keeping(), uploading(), removing())
        .flatMap(List::stream)
        .toList();
  }

  private List<Attempt> reading() {
    Set<GrantAction> read = Set.of(READ);
    return List.of(
        new Attempt("GetObject", read, s3 -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(key))),
        new Attempt("HeadObject", read, s3 -> s3.headObject(r -> r.bucket(bucket).key(key))),
        new Attempt(
            "GetObjectAttributes",
            read,
            s3 ->
                s3.getObjectAttributes(
                    r -> r.bucket(bucket).key(key).objectAttributes(ObjectAttributes.OBJECT_SIZE))),
        new Attempt("GetObjectAcl", read, s3 -> s3.getObjectAcl(r -> r.bucket(bucket).key(key))),
        new Attempt(
            "GetObjectTagging", read, s3 -> s3.getObjectTagging(r -> r.bucket(bucket).key(key))),
        new Attempt(
            "GetObjectRetention",
            read,
            s3 -> s3.getObjectRetention(r -> r.bucket(bucket).key(key))),
        new Attempt(
            "GetObjectLegalHold",
            read,
            s3 -> s3.getObjectLegalHold(r -> r.bucket(bucket).key(key))));
  }

  private List<Attempt> writing() {
    Set<GrantAction> write = Set.of(WRITE);
    RequestBody body = RequestBody.fromString(key);
    return List.of(
        new Attempt("PutObject", write, s3 -> s3.putObject(r -> r.bucket(bucket).key(key), body)),
        new Attempt(
            "PutObjectAcl",
            write,
            s3 -> s3.putObjectAcl(r -> r.bucket(bucket).key(key).acl("private"))),
        new Attempt(
            "PutObjectTagging",
            write,
            s3 ->
                s3.putObjectTagging(
                    r ->
                        r.bucket(bucket)
                            .key(key)
                            .tagging(t -> t.tagSet(Tag.builder().key("k").value("v").build())))),
        new Attempt(
            "DeleteObjectTagging",
            write,
            s3 -> s3.deleteObjectTagging(r -> r.bucket(bucket).key(key))),
        new Attempt("CopyObject", Set.of(READ, WRITE), this::copy));
  }

  private List<Attempt> keeping() {
    Set<GrantAction> write = Set.of(WRITE);
    return List.of(
        new Attempt(
            "PutObjectRetention",
            write,
            s3 ->
                s3.putObjectRetention(
                    r ->
                        r.bucket(bucket)
                            .key(key)
                            .retention(
                                t ->
                                    t.mode("GOVERNANCE")
                                        .retainUntilDate(Instant.now().plusSeconds(9))))),
        new Attempt(
            "PutObjectLegalHold",
            write,
            s3 ->
                s3.putObjectLegalHold(
                    r -> r.bucket(bucket).key(key).legalHold(h -> h.status("ON")))),
        new Attempt(
            "RestoreObject",
            write,
            s3 -> s3.restoreObject(r -> r.bucket(bucket).key(key).restoreRequest(q -> q.days(1)))));
  }

  private List<Attempt> uploading() {
    Set<GrantAction> write = Set.of(WRITE);
    RequestBody body = RequestBody.fromString(key);
    return List.of(
        new Attempt("CreateMultipartUpload", write, this::begin),
        new Attempt(
            "UploadPart",
            write,
            s3 ->
                s3.uploadPart(r -> r.bucket(bucket).key(key).uploadId(upload).partNumber(1), body)),
        new Attempt(
            "UploadPartCopy",
            Set.of(READ, WRITE),
            s3 ->
                s3.uploadPartCopy(
                    r ->
                        r.sourceBucket(bucket)
                            .sourceKey(key)
                            .destinationBucket(bucket)
                            .destinationKey(key)
                            .uploadId(upload)
                            .partNumber(1))),
        new Attempt(
            "ListParts",
            Set.of(LIST),
            s3 -> s3.listParts(r -> r.bucket(bucket).key(key).uploadId(upload))),
        new Attempt("CompleteMultipartUpload", write, this::complete),
        new Attempt(
            "AbortMultipartUpload",
            write,
            s3 -> s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId("none"))));
  }

  private List<Attempt> removing() {
    return List.of(
        new Attempt(
            "DeleteObject", Set.of(DELETE), s3 -> s3.deleteObject(r -> r.bucket(bucket).key(key))),
        new Attempt(
            "DeleteObject If-Match",
            Set.of(DELETE, READ),
            s3 -> s3.deleteObject(r -> r.bucket(bucket).key(key).ifMatch("\"x\""))),
        new Attempt("DeleteObjects", Set.of(DELETE), this::deleteAmongOthers));
  }

  private void copy(S3Client s3) {
    s3.copyObject(
        r ->
            r.sourceBucket(bucket)
                .sourceKey(key)
                .destinationBucket(bucket)
                .destinationKey(key)
                .metadata(Map.of("n", "1"))
                .metadataDirective(MetadataDirective.REPLACE));
  }

  private void begin(S3Client s3) {
    String id = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id));
  }

  private void complete(S3Client s3) {
    s3.completeMultipartUpload(
        r ->
            r.bucket(bucket)
                .key(key)
                .uploadId("none")
                .multipartUpload(
                    m -> m.parts(CompletedPart.builder().partNumber(1).eTag("x").build())));
  }

  /** The answer is always 200, and tells of every key by itself. */
  private void deleteAmongOthers(S3Client s3) {
    DeleteObjectsResponse answer =
        s3.deleteObjects(
            r ->
                r.bucket(bucket)
                    .delete(d -> d.objects(ObjectIdentifier.builder().key(key).build())));
    if (answer.errors().stream().anyMatch(error -> error.code().equals("AccessDenied"))) {
      throw (S3Exception) S3Exception.builder().statusCode(403).message("AccessDenied").build();
    }
  }
}
