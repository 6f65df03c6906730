package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.BUCKET_ADMIN;
import static com.cipherquay.grant.GrantAction.DELETE;
import static com.cipherquay.grant.GrantAction.LIST;
import static com.cipherquay.grant.GrantAction.READ;
import static com.cipherquay.grant.GrantAction.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.tests.GrantAttempts.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Every operation on every key under grants of every action, and of none other. */
final class GrantMatrixTest {

  private static final String BUCKET = GrantedBucket.NAME;
  private static final GrantScope BELOW = GrantScope.ofPrefix(BUCKET, "a/");
  private static final GrantScope ONE = GrantScope.ofObject(BUCKET, "a/b");

  private static final String TABLE = "src/docs/s3-compatibility.md";
  private static final Pattern ROW = Pattern.compile("\\| ([A-Za-z0-9]+) \\| (works|differs) \\|");

  /** Those with tests of their own: listings in GrantListTest, forms by a client. */
  private static final Set<String> WITHOUT_KEY =
      Set.of(
          "ListObjects",
          "ListObjectsV2",
          "ListObjectVersions",
          "ListMultipartUploads",
          "PostObject",
          "OptionsObject",
          "GetObjectLockConfiguration",
          "PutObjectLockConfiguration");

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static GrantedBucket granted;

  @BeforeAll
  static void start() {
    granted = GrantedBucket.start(folder.resolve("data"), "stored");
  }

  @AfterAll
  static void stop() {
    granted.close();
  }

  /** An operation that is new here must be added: it is nowhere denied by itself. */
  @Test
  void every_operation_of_the_table_is_tried() throws IOException {
    Set<String> tried = new TreeSet<>(WITHOUT_KEY);
    new GrantAttempts(BUCKET, "k", "none")
        .all()
        .forEach(attempt -> tried.add(attempt.name().replaceAll(" .*", "")));
    Set<String> missing = new TreeSet<>();
    for (String line : Files.readAllLines(ProxyProcess.projectRoot().resolve(TABLE))) {
      Matcher row = ROW.matcher(line);
      if (row.lookingAt()
          && !row.group(1).matches(".*(Bucket|PublicAccessBlock).*")
          && !tried.contains(row.group(1))) {
        missing.add(row.group(1));
      }
    }
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @EnumSource
  void below_a_prefix(GrantAction action) {
    S3Client s3 = granted.client(Set.of(action), BELOW);
    Set<String> covered = Set.of("a/", "a/b", "a/b/c", "a//", "a/ü");
    assertMatrix(s3, Set.of(action), covered);
  }

  @ParameterizedTest
  @EnumSource
  void all_but_one_action_on_one_object(GrantAction missing) {
    Set<GrantAction> actions = EnumSet.complementOf(EnumSet.of(missing));
    assertMatrix(granted.client(actions, ONE), actions, Set.of("a/b"));
  }

  @Test
  void a_whole_bucket() {
    Set<GrantAction> all = EnumSet.allOf(GrantAction.class);
    S3Client s3 = granted.client(all, GrantScope.ofBucket(BUCKET));
    assertMatrix(s3, all, Set.copyOf(GrantedBucket.KEYS));
    assertEquals(403, status(c -> c.createBucket(r -> r.bucket("another")), s3));
  }

  private static void assertMatrix(S3Client s3, Set<GrantAction> actions, Set<String> covered) {
    Map<String, String> wrong = new TreeMap<>();
    for (String key : GrantedBucket.KEYS) {
      for (Attempt attempt : new GrantAttempts(BUCKET, key, granted.upload(key)).all()) {
        boolean allowed = covered.contains(key) && actions.containsAll(attempt.needs());
        int status = status(attempt.call(), s3);
        if (allowed == (status == 403)) {
          wrong.put(attempt.name() + " " + key, allowed ? "refused" : "allowed: " + status);
        }
      }
      granted.put(key);
    }
    assertEquals(Map.of(), wrong);
  }

  /** 200 for anything that succeeds. */
  private static int status(Consumer<S3Client> call, S3Client s3) {
    try {
      call.accept(s3);
      return 200;
    } catch (S3Exception e) {
      // AWS has the same status for an object that is not in an archive.
      boolean state =
          "InvalidObjectState"
              .equals(e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode());
      return state ? 409 : e.statusCode();
    }
  }

  @Test
  void many_at_once_are_asked_for_one_by_one() {
    S3Client s3 = granted.client(Set.of(DELETE), BELOW);
    List<ObjectIdentifier> keys = new ArrayList<>();
    GrantedBucket.KEYS.forEach(key -> keys.add(ObjectIdentifier.builder().key(key).build()));
    DeleteObjectsResponse answer =
        s3.deleteObjects(r -> r.bucket(BUCKET).delete(d -> d.objects(keys)));
    assertEquals(5, answer.deleted().size());
    assertTrue(answer.deleted().stream().allMatch(it -> it.key().startsWith("a/")));
    assertEquals(6, answer.errors().size());
    assertTrue(answer.errors().stream().allMatch(it -> it.code().equals("AccessDenied")));
    GrantedBucket.KEYS.forEach(granted::put);
  }

  @Test
  void a_copy_needs_both_ends() {
    S3Client s3 = granted.client(Set.of(READ, WRITE), BELOW);
    assertEquals(200, status(c -> copy(c, "a/b", "a/new"), s3));
    assertEquals(403, status(c -> copy(c, "ab", "a/new"), s3));
    assertEquals(403, status(c -> copy(c, "a/b", "ab"), s3));
    granted.owner().deleteObject(r -> r.bucket(BUCKET).key("a/new"));
  }

  private static void copy(S3Client s3, String source, String target) {
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey(source)
                .destinationBucket(BUCKET)
                .destinationKey(target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bucket", "prefix"})
  void a_bucket_is_administered_as_a_whole(String scope) {
    boolean whole = scope.equals("bucket");
    Set<GrantAction> all = EnumSet.allOf(GrantAction.class);
    S3Client s3 = granted.client(all, whole ? GrantScope.ofBucket(BUCKET) : BELOW);
    S3Client others =
        granted.client(EnumSet.complementOf(EnumSet.of(BUCKET_ADMIN)), GrantScope.ofBucket(BUCKET));
    List<Consumer<S3Client>> calls =
        List.of(
            c -> c.deleteBucketCors(r -> r.bucket(BUCKET)),
            c -> c.getBucketCors(r -> r.bucket(BUCKET)),
            c -> c.getBucketTagging(r -> r.bucket(BUCKET)),
            c -> c.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET)),
            c -> c.deleteBucketLifecycle(r -> r.bucket(BUCKET)),
            c -> c.putBucketAcl(r -> r.bucket(BUCKET).acl("private")),
            c -> c.getPublicAccessBlock(r -> r.bucket(BUCKET)),
            c -> c.getBucketAcl(r -> r.bucket(BUCKET)),
            c -> c.getBucketEncryption(r -> r.bucket(BUCKET)),
            c -> c.deleteBucketTagging(r -> r.bucket(BUCKET)),
            c ->
                c.putBucketVersioning(
                    r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("Suspended"))),
            c -> c.deleteBucket(r -> r.bucket(BUCKET)));
    for (Consumer<S3Client> call : calls) {
      assertEquals(whole, status(call, s3) != 403);
      assertEquals(403, status(call, others));
    }
  }

  @Test
  void buckets_without_anything_to_list_do_not_show() {
    granted.owner().createBucket(r -> r.bucket("another"));
    List<Bucket> shown = granted.client(Set.of(LIST), BELOW).listBuckets().buckets();
    assertEquals(List.of(BUCKET), shown.stream().map(Bucket::name).toList());
    S3Client reader = granted.client(Set.of(READ), GrantScope.ofBucket(BUCKET));
    assertEquals(List.of(), reader.listBuckets().buckets());
    assertThrows(S3Exception.class, () -> reader.headBucket(r -> r.bucket(BUCKET)));
  }
}
