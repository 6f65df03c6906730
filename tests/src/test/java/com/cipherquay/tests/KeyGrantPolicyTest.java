package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.DELETE;
import static com.cipherquay.grant.GrantAction.LIST;
import static com.cipherquay.grant.GrantAction.READ;
import static com.cipherquay.grant.GrantAction.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.KeyGrant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What an upstream that evaluates policies lets a user do that has the policy of {@code grant
 * policy} and nothing else: Ceph's gateway, as tests/radosgw brings it up.
 */
@Tag("radosgw")
final class KeyGrantPolicyTest {

  private static final String BUCKET = TwoInstallations.BUCKET;

  /** One more than in the tree, for which there is an upload in progress. */
  private static final String RECORD = ".cq/bucket/cors";

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Endpoint owner;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static TwoInstallations both;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static S3Client guest;

  @BeforeAll
  static void start() throws IOException {
    URI uri = URI.create(System.getProperty("radosgw.endpoint", ""));
    owner =
        new Endpoint(
            uri,
            System.getProperty("radosgw.access-key", ""),
            System.getProperty("radosgw.secret", ""));
    Endpoint other = new Endpoint(uri, "cipherquayGuest", "onlyForTheGuestOnLoopback");
    both = TwoInstallations.over(owner, other, folder);
    guest = Sdk.syncWithoutChecksums(other);
    try (S3Client direct = Sdk.syncWithoutChecksums(owner)) {
      direct.putObject(r -> r.bucket(BUCKET).key(RECORD), RequestBody.fromString("x"));
    }
    // To Ceph an object belongs to who wrote it, and the owner of the bucket may not even read it.
    putPolicy(
        "tests",
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "arn:aws:s3:::%s/*",
        "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]}]}\
        """
            .formatted(BUCKET));
  }

  @AfterAll
  static void stop() {
    guest.close();
    both.close();
  }

  /** Prints the policy by the command, and has the gateway give it to the guest. */
  private static void allow(GrantScope scope, Set<GrantAction> actions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProxyProcess.projectRoot().resolve("bin/cipherquay-keytool").toString());
    command.addAll(List.of("grant", "policy", "--data", folder.resolve("first").toString()));
    command.addAll(List.of("--bucket", BUCKET));
    command.addAll(
        scope.kind() == GrantScope.Kind.OBJECT
            ? List.of("--object", scope.path())
            : List.of("--prefix", scope.path()));
    command.add("--allow");
    command.add(actions.stream().map(GrantAction::word).collect(Collectors.joining(",")));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String policy = new String(process.getInputStream().readAllBytes(), UTF_8);
    putPolicy("guest", policy);
  }

  private static void putPolicy(String user, String policy) {
    String form =
        "Action=PutUserPolicy&UserName=%s&PolicyName=granted&PolicyDocument=%s"
            .formatted(user, RawS3.encode(policy, false));
    RawRequest request =
        RawRequest.of("POST", "/").with("content-type", "application/x-www-form-urlencoded");
    RawResponse answer = new RawS3(owner).call(request, form.getBytes(UTF_8));
    assertEquals(200, answer.status(), policy);
  }

  private static String stored(String key) throws IOException {
    return TwoInstallations.stored(both.giver(), GrantScope.ofObject(BUCKET, key));
  }

  /** A key that no object has, in the same directory. */
  private static String beside(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1) + "beside";
  }

  private static boolean passes(Runnable call) {
    try {
      call.run();
      return true;
    } catch (S3Exception e) {
      assertEquals(403, e.statusCode(), e.getMessage());
      return false;
    }
  }

  /** For every object of the tree, whether each action is let through to exactly what it covers. */
  private static void checkMatrix(GrantScope scope, Set<GrantAction> actions) throws IOException {
    for (String key : TwoInstallations.TREE) {
      boolean covered = scope.coversKey(BUCKET, key);
      String name = stored(key);
      assertEquals(
          covered && actions.contains(READ),
          passes(() -> guest.getObjectAsBytes(r -> r.bucket(BUCKET).key(name))),
          "read " + key);
      assertEquals(
          covered && actions.contains(LIST),
          passes(() -> guest.listObjectsV2(r -> r.bucket(BUCKET).prefix(name))),
          "list " + key);
      String beside = beside(key);
      String free = stored(beside);
      boolean near = scope.coversKey(BUCKET, beside);
      assertEquals(
          near && actions.contains(WRITE),
          passes(
              () -> guest.putObject(r -> r.bucket(BUCKET).key(free), RequestBody.fromString("x"))),
          "write " + beside);
      assertEquals(
          near && actions.contains(DELETE),
          passes(() -> guest.deleteObject(r -> r.bucket(BUCKET).key(free))),
          "delete " + beside);
    }
  }

  /** What nobody gets by a policy of a part, whatever the actions. */
  private static void checkBeyond() throws IOException {
    for (String prefix : List.of("", stored("a").substring(0, 1), ".cq/", ".cq/bucket/")) {
      assertEquals(
          false, passes(() -> guest.listObjectsV2(r -> r.bucket(BUCKET).prefix(prefix))), prefix);
    }
    assertEquals(false, passes(() -> guest.getObjectAsBytes(r -> r.bucket(BUCKET).key(RECORD))));
    assertEquals(
        false,
        passes(
            () -> guest.putObject(r -> r.bucket(BUCKET).key(RECORD), RequestBody.fromString("x"))));
    try (S3Client direct = Sdk.syncWithoutChecksums(owner)) {
      for (String key : TwoInstallations.TREE) {
        String name = stored(beside(key));
        direct.deleteObject(r -> r.bucket(BUCKET).key(name));
      }
    }
  }

  @Test
  void a_user_reaches_exactly_what_the_policy_says() throws IOException {
    GrantScope below = GrantScope.ofPrefix(BUCKET, "a/");
    for (Set<GrantAction> actions :
        List.of(Set.of(READ, LIST), Set.of(WRITE), Set.of(READ, WRITE, LIST, DELETE))) {
      allow(below, actions);
      checkMatrix(below, actions);
      checkBeyond();
    }
    GrantScope object = GrantScope.ofObject(BUCKET, "a/b");
    allow(object, Set.of(READ, LIST));
    checkMatrix(object, Set.of(READ, LIST));
    checkBeyond();
  }

  @Test
  void a_proxy_works_with_it() throws Exception {
    Set<GrantAction> all = Set.of(READ, WRITE, LIST, DELETE);
    GrantScope below = GrantScope.ofPrefix(BUCKET, "a/");
    allow(below, all);
    KeyGrant grant = both.give(TwoInstallations.terms(all, below));
    S3Client s3 = both.second();
    assertEquals(List.of("a/", "a//", "a/b", "a/b/c", "a/ü/𝄞"), TwoInstallations.list(s3, "a/"));
    assertEquals("a/b/c", TwoInstallations.get(s3, "a/b/c"));
    TwoInstallations.put(s3, "a/new");
    assertEquals("a/new", TwoInstallations.get(both.first(), "a/new"));
    s3.deleteObject(r -> r.bucket(BUCKET).key("a/new"));
    byte[] body = TwoInstallations.putInParts(s3, "a/large");
    assertArrayEquals(body, TwoInstallations.bytes(both.first(), "a/large"));
    s3.deleteObject(r -> r.bucket(BUCKET).key("a/large"));
    assertEquals("a/b", TwoInstallations.get(s3, "a/b"));
    // No more than what is below: neither the listing of the root nor what is beside.
    assertEquals(false, passes(() -> TwoInstallations.list(s3, "")));
    assertEquals(false, passes(() -> TwoInstallations.put(s3, "b")));
    both.drop(grant);
  }
}
