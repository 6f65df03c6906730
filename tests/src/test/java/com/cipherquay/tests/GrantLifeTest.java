package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.LIST;
import static com.cipherquay.grant.GrantAction.READ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Grants from their beginning to their end, at proxies that know of each other only the vault. */
final class GrantLifeTest {

  private static final String BUCKET = GrantedBucket.NAME;
  private static final GrantScope BELOW = GrantScope.ofPrefix(BUCKET, "a/");

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

  private static GrantCredential readerFor(Duration time) {
    return granted.grant(Set.of(READ, LIST), Instant.now().plus(time), BELOW);
  }

  private static String code(GrantCredential grant) {
    try (S3Client s3 = Sdk.sync(granted.process().endpoint(), grant)) {
      return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b")).asUtf8String();
    } catch (S3Exception e) {
      return e.statusCode() + " " + e.awsErrorDetails().errorCode();
    }
  }

  @Test
  void it_ends_by_itself() {
    GrantCredential grant = readerFor(Duration.ofSeconds(3));
    assertEquals("a/b", code(grant));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> code(grant).equals("400 ExpiredToken"));
  }

  @Test
  void it_is_taken_back_within_the_refresh() throws IOException {
    GrantCredential grant = readerFor(Duration.ofHours(1));
    GrantCredential other = readerFor(Duration.ofHours(1));
    assertEquals("a/b", code(grant));
    assertTrue(granted.revoke(grant));
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> code(grant).equals("403 AccessDenied"));
    assertEquals("a/b", code(other));
  }

  @Test
  void a_registered_pair_needs_no_session_token() throws IOException {
    GrantCredential grant = readerFor(Duration.ofHours(1));
    assertEquals("403 SignatureDoesNotMatch", codeWithoutToken(grant));
    granted.register(grant);
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> codeWithoutToken(grant).equals("a/b"));
    assertEquals("a/b", code(grant));
    assertTrue(granted.revoke(grant));
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> codeWithoutToken(grant).equals("403 AccessDenied"));
  }

  private static String codeWithoutToken(GrantCredential grant) {
    try (S3Client s3 = Sdk.syncByPair(granted.process().endpoint(), grant)) {
      return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b")).asUtf8String();
    } catch (S3Exception e) {
      return e.statusCode() + " " + e.awsErrorDetails().errorCode();
    }
  }

  @Test
  void a_narrower_one_is_accepted_at_once_and_a_wider_one_never() throws IOException {
    GrantCredential wide = readerFor(Duration.ofHours(1));
    GrantCredential narrow =
        wide.restrict(GrantLink.ANYTHING.in(List.of(GrantScope.ofPrefix("", "a/b/"))));
    assertEquals("403 AccessDenied", code(narrow));
    GrantCredential stripped = new GrantCredential(wide.grant(), narrow.secretAccessKey());
    assertEquals("403 SignatureDoesNotMatch", code(stripped));
  }

  @Test
  void what_no_vault_made() throws IOException {
    GrantCredential grant = readerFor(Duration.ofHours(1));
    Path other = Files.createDirectories(folder.resolve("other"));
    GrantCredential foreign =
        GrantCredential.of(
            com.cipherquay.keyset.VaultDirectory.open(other).keyset(), grant.grant());
    assertEquals("403 SignatureDoesNotMatch", code(foreign));
  }

  @Test
  void a_token_is_all_of_a_credential_or_none() {
    GrantCredential one = readerFor(Duration.ofHours(1));
    GrantCredential two = readerFor(Duration.ofHours(2));
    RawS3 raw = new RawS3(granted.process().endpoint());
    for (String token : List.of("x", one.grant().token(), two.grant().token() + "A")) {
      RawResponse answer =
          raw.call(RawRequest.of("GET", "/" + BUCKET + "/a/b").with("x-amz-security-token", token));
      assertEquals("400 InvalidToken", answer.outcome(), token);
    }
  }

  @Test
  void a_presigned_url_carries_it() throws Exception {
    GrantCredential grant = readerFor(Duration.ofHours(1));
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(granted.process().endpoint().uri())
            .region(software.amazon.awssdk.regions.Region.US_EAST_1)
            .credentialsProvider(Sdk.credentials(grant))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      assertEquals("200 a/b", get(presigned(presigner, "a/b")));
      assertTrue(get(presigned(presigner, "ab")).startsWith("403 "));
      String swapped =
          presigned(presigner, "a/b")
              .toString()
              .replace(grant.grant().token(), readerFor(Duration.ofHours(9)).grant().token());
      assertTrue(get(URI.create(swapped)).startsWith("400 "));
    }
  }

  private static URI presigned(S3Presigner presigner, String key) {
    return URI.create(
        presigner
            .presignGetObject(
                p ->
                    p.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(r -> r.bucket(BUCKET).key(key)))
            .url()
            .toString());
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Test
  void two_proxies_of_one_vault_agree() throws IOException {
    GrantCredential grant = readerFor(Duration.ofHours(1));
    Path second = Files.createDirectories(folder.resolve("second"));
    try (Stream<Path> files = Files.list(granted.process().data())) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("vault")).toList()) {
        Files.copy(file, second.resolve(file.getFileName()));
      }
    }
    Files.copy(granted.process().data().resolve("credentials"), second.resolve("credentials"));
    try (ProxyProcess process = ProxyProcess.start(ProxyProcess.Setup.local(second));
        S3Client owner = Sdk.sync(process.endpoint());
        S3Client s3 = Sdk.sync(process.endpoint(), grant)) {
      owner.createBucket(r -> r.bucket(BUCKET));
      assertEquals(0, s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("a/")).keyCount());
      assertThrows(S3Exception.class, () -> s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("b/")));
    }
  }

  @Test
  void no_log_has_its_secret_or_token() throws IOException {
    GrantCredential grant = readerFor(Duration.ofHours(1));
    assertEquals("a/b", code(grant));
    Awaitility.await().until(() -> granted.process().log().contains(grant.grant().accessKeyId()));
    assertFalse(granted.process().log().contains(grant.secretAccessKey()));
    assertFalse(granted.process().log().contains(grant.grant().token()));
    assertEquals(grant.grant(), Grant.parse(grant.grant().token()));
  }
}
