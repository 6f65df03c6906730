package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.DELETE;
import static com.cipherquay.grant.GrantAction.READ;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.audit.AuditLog;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What the proxy writes down of requests: each once, with who asked; what was denied also in the
 * audit log; and in neither the name of an object or a secret.
 */
final class LogTest {

  private static final String CANARY = "canary7f3a9c";
  private static final GrantScope BELOW = GrantScope.ofPrefix(GrantedBucket.NAME, CANARY + "/");

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static GrantedBucket granted;

  private static final List<String> SECRETS = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    granted = GrantedBucket.start(folder.resolve("data"), "stored");
    SECRETS.add(granted.process().endpoint().secretAccessKey());
    SECRETS.addAll(Files.readAllLines(folder.resolve("data/vault.key")));
    SECRETS.add(CANARY);
  }

  /** Whatever the tests did, and after the last line has come. */
  @AfterAll
  static void nothingIsGivenAway() throws IOException {
    granted.close();
    String written = Files.readString(accessLog()) + Files.readString(auditLog());
    assertTrue(written.lines().count() > 20, written);
    for (String secret : SECRETS) {
      assertFalse(secret.isBlank());
      assertEquals(Set.of(), new CanarySearch(secret).foundIn(written.getBytes(UTF_8)), secret);
    }
  }

  private static Path accessLog() {
    return folder.resolve("data.log");
  }

  private static Path auditLog() {
    return folder.resolve("data").resolve(AuditLog.FILE);
  }

  private static GrantCredential reader() {
    GrantCredential grant =
        granted.grant(Set.of(READ, DELETE), Instant.now().plusSeconds(3600), BELOW);
    SECRETS.add(grant.secretAccessKey());
    SECRETS.add(grant.grant().token());
    return grant;
  }

  private static String requestId(S3Exception e) {
    return e.requestId();
  }

  /** The lines of a log about a request; they come within a moment. */
  private static List<JsonNode> lines(Path log, Predicate<JsonNode> wanted) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith("{")) {
        JsonNode node = JsonMapper.builder().build().readTree(line);
        if (wanted.test(node)) {
          lines.add(node);
        }
      }
    }
    return lines;
  }

  private static JsonNode line(Path log, String requestId) {
    Predicate<JsonNode> wanted = node -> node.path("request").asText().equals(requestId);
    Awaitility.await().until(() -> !lines(log, wanted).isEmpty());
    try {
      List<JsonNode> found = lines(log, wanted);
      assertEquals(1, found.size(), "lines of one request");
      return found.get(0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String put(String key) {
    return granted
        .owner()
        .putObject(
            r -> r.bucket(GrantedBucket.NAME).key(key), RequestBody.fromString("12345" + CANARY))
        .responseMetadata()
        .requestId();
  }

  @Test
  void a_request_is_one_line() {
    JsonNode line = line(accessLog(), put(CANARY + "/one"));
    assertEquals("PutObject", line.get("operation").asText());
    assertEquals("PUT", line.get("method").asText());
    assertEquals(200, line.get("status").asInt());
    assertEquals(0, line.get("sent").asInt());
    assertTrue(line.get("received").asInt() >= 17, line::toString);
    assertTrue(line.get("micros").asInt() > 0, line::toString);
    assertEquals("127.0.0.1", line.get("remote").asText());
    assertEquals(granted.process().endpoint().accessKeyId(), line.get("caller").asText());
    assertTrue(Instant.parse(line.get("time").asText()).isBefore(Instant.now().plusSeconds(1)));
    assertFalse(line.has("grant") || line.has("error") || line.has("path"), line::toString);
  }

  @Test
  void a_narrowed_grant_is_named_by_the_one_that_was_issued() throws IOException {
    put(CANARY + "/two");
    GrantCredential issued = reader();
    GrantCredential narrowed = issued.restrict(GrantLink.ANYTHING.allowing(Set.of(READ)));
    SECRETS.add(narrowed.secretAccessKey());
    try (S3Client s3 = Sdk.sync(granted.process().endpoint(), narrowed)) {
      String id =
          s3.getObjectAsBytes(r -> r.bucket(GrantedBucket.NAME).key(CANARY + "/two"))
              .response()
              .responseMetadata()
              .requestId();
      JsonNode line = line(accessLog(), id);
      assertEquals(issued.grant().id(), line.get("grant").asText());
      assertEquals(narrowed.grant().accessKeyId(), line.get("caller").asText());
      assertEquals(17, line.get("sent").asInt());
    }
  }

  @Test
  void what_a_grant_does_not_allow_is_in_both_logs() {
    GrantCredential grant = reader();
    try (S3Client s3 = Sdk.sync(granted.process().endpoint(), grant)) {
      S3Exception denied =
          assertThrows(
              S3Exception.class,
              () ->
                  s3.putObject(
                      r -> r.bucket(GrantedBucket.NAME).key(CANARY + "/x"),
                      RequestBody.fromString(CANARY)));
      JsonNode access = line(accessLog(), requestId(denied));
      JsonNode audit = line(auditLog(), requestId(denied));
      assertEquals("AccessDenied", access.get("error").asText());
      assertEquals("request.denied", audit.get("event").asText());
      assertEquals("PutObject", audit.get("operation").asText());
      assertEquals(403, audit.get("status").asInt());
      assertEquals(grant.grant().id(), audit.get("grant").asText());
      assertEquals(grant.grant().accessKeyId(), audit.get("caller").asText());
    }
  }

  private static ObjectIdentifier identifier(String end) {
    return ObjectIdentifier.builder().key(CANARY + end).build();
  }

  @Test
  void one_denied_key_of_many_is_in_the_audit_log() {
    GrantCredential grant = reader();
    try (S3Client s3 = Sdk.sync(granted.process().endpoint(), grant)) {
      String id =
          s3.deleteObjects(
                  r ->
                      r.bucket(GrantedBucket.NAME)
                          .delete(
                              d -> d.objects(List.of(identifier("/none"), identifier("-none")))))
              .responseMetadata()
              .requestId();
      JsonNode audit = line(auditLog(), id);
      assertEquals("DeleteObjects", audit.get("operation").asText());
      assertEquals(200, audit.get("status").asInt());
      assertEquals("AccessDenied", audit.get("error").asText());
    }
  }

  @Test
  void who_is_not_let_in_is_in_the_audit_log() {
    Endpoint right = granted.process().endpoint();
    Endpoint wrong = new Endpoint(right.uri(), right.accessKeyId(), "not" + CANARY);
    S3Exception denied =
        assertThrows(
            S3Exception.class, () -> Sdk.sync(wrong).headBucket(r -> r.bucket(GrantedBucket.NAME)));
    JsonNode audit = line(auditLog(), requestId(denied));
    assertEquals("SignatureDoesNotMatch", audit.get("error").asText());
    assertEquals(right.accessKeyId(), audit.get("claimed").asText());
    assertFalse(audit.has("caller"));
  }

  @Test
  void a_revoked_grant_is_named_as_who_it_claims_to_be() throws IOException {
    GrantCredential grant = reader();
    assertTrue(granted.revoke(grant));
    try (S3Client s3 = Sdk.sync(granted.process().endpoint(), grant)) {
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> denials(s3, grant) > 0);
    }
    assertEquals(
        1,
        lines(auditLog(), node -> node.path("event").asText().equals("grant.revoked")).stream()
            .filter(node -> node.get("grant").asText().equals(grant.grant().id()))
            .count());
  }

  private static long denials(S3Client s3, GrantCredential grant) throws IOException {
    try {
      s3.headObject(r -> r.bucket(GrantedBucket.NAME).key(CANARY + "/none"));
    } catch (S3Exception expected) {
      assertTrue(Set.of(403, 404).contains(expected.statusCode()), expected::toString);
    }
    return lines(
            auditLog(), node -> node.path("claimed").asText().equals(grant.grant().accessKeyId()))
        .size();
  }

  @Test
  void a_presigned_url_gives_no_signature_away() {
    RawResponse answer =
        new RawS3(granted.process().endpoint())
            .call(
                "GET",
                RawS3.path(GrantedBucket.NAME, CANARY)
                    + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature="
                    + CANARY);
    assertTrue(answer.status() >= 400);
  }
}
