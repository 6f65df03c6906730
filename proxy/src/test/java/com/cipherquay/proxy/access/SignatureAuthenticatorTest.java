package com.cipherquay.proxy.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.proxy.s3.BucketHosts;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.sigv4.Credentials;
import com.cipherquay.proxy.sigv4.PayloadHash;
import com.cipherquay.proxy.sigv4.SigV4Signer;
import com.cipherquay.proxy.sigv4.SignableRequest;
import com.cipherquay.proxy.sigv4.SignatureFault;
import com.cipherquay.vault.ChecksumAlgorithm;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PlaintextBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignatureAuthenticatorTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
  private static final Credentials OWNER = Credentials.of("AKIDOWNER", "a secret for tests only");
  private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.US_ASCII);
  private static final Map.Entry<String, String> CRC32 =
      Map.entry("x-amz-checksum-crc32", "DUoRhQ==");
  private static final Map.Entry<String, String> WRONG_CRC32 =
      Map.entry("x-amz-checksum-crc32", "AAAAAA==");

  private final Authenticator authenticator = authenticator(OWNER, Optional.of("eu-central-1"));

  @Test
  void theOwnerIsTheOwner() {
    Caller caller = authenticator.authenticate(request("PUT", "", List.of()));
    assertEquals(Identity.owner("AKIDOWNER"), caller.identity());
    AccessPolicy.of(Clock.systemUTC())
        .check(
            caller,
            List.of(
                Permission.read("bucket", new ObjectKey("a")), Permission.administer("bucket")));
  }

  @Test
  void theBodyIsWhatTheVaultTakes() throws IOException {
    Caller caller = authenticator.authenticate(request("PUT", "", List.of(CRC32)));
    PlaintextBody body = caller.body().toPlaintextBody();
    assertEquals(HELLO.length, body.length());
    assertArrayEquals(HELLO, body.stream().readAllBytes());
    assertEquals(Map.of(ChecksumAlgorithm.CRC32, "DUoRhQ=="), body.checksums().get());
    assertEquals(Optional.empty(), caller.body().fault());
  }

  @Test
  void theBodyRemembersItsFault() {
    RequestBody body = authenticator.authenticate(request("PUT", "", List.of(WRONG_CRC32))).body();
    assertThrows(IOException.class, () -> body.stream().readAllBytes());
    assertEquals(S3ErrorCode.BAD_DIGEST, body.fault().orElseThrow().code());
  }

  @Test
  void theChecksumOfACompletedUploadIsNotOfTheBody() throws IOException {
    for (String query : List.of("uploadId=u", "x=y&uploadId=u")) {
      Caller caller = authenticator.authenticate(request("POST", query, List.of(WRONG_CRC32)));
      assertArrayEquals(HELLO, caller.body().stream().readAllBytes());
      assertEquals(Map.of(), caller.body().checksums());
    }
    RequestBody part =
        authenticator.authenticate(request("PUT", "uploadId=u", List.of(WRONG_CRC32))).body();
    assertThrows(IOException.class, () -> part.stream().readAllBytes());
  }

  @Test
  void refusalsAreErrorsOfS3() {
    S3Request signed = request("PUT", "", List.of());
    S3Request unsigned = withHeaders(signed, S3Headers.of(List.of(Map.entry("host", "localhost"))));
    assertEquals(S3ErrorCode.ACCESS_DENIED, refusal(authenticator, unsigned).code());
    Authenticator elsewhere = authenticator(OWNER, Optional.of("us-east-1"));
    S3Exception wrongRegion = refusal(elsewhere, signed);
    assertEquals(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, wrongRegion.code());
    assertEquals(List.of(Map.entry("Region", "us-east-1")), wrongRegion.details());
    Authenticator ofSomebodyElse =
        authenticator(Credentials.of("AKIDOTHER", "another secret"), Optional.empty());
    assertEquals(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, refusal(ofSomebodyElse, signed).code());
  }

  @Test
  void everyFaultIsAnsweredByTheErrorOfItsName() {
    for (SignatureFault fault : SignatureFault.values()) {
      assertEquals(fault.name(), FaultAnswers.code(fault).name());
    }
  }

  private static Authenticator authenticator(Credentials owner, Optional<String> region) {
    AccessSettings settings = new AccessSettings(region, new BucketHosts(List.of()), false);
    return RequestAuthenticator.of(CredentialSource.ofOwner(owner), settings, CLOCK);
  }

  private static S3Exception refusal(Authenticator authenticator, S3Request request) {
    return assertThrows(S3Exception.class, () -> authenticator.authenticate(request));
  }

  private static S3Request withHeaders(S3Request request, S3Headers headers) {
    return new S3Request(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        headers,
        request.body(),
        request.contentLength(),
        request.requestId());
  }

  private static S3Request request(
      String method, String query, List<Map.Entry<String, String>> extra) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(extra);
    headers.add(Map.entry("Host", "localhost"));
    SignableRequest bare = new SignableRequest(method, "/bucket/key", query, headers);
    headers.addAll(SigV4Signer.of("eu-central-1", CLOCK).sign(bare, OWNER, PayloadHash.of(HELLO)));
    return new S3Request(
        method,
        "/bucket/key",
        query,
        S3Headers.of(headers),
        new ByteArrayInputStream(HELLO),
        HELLO.length,
        "request");
  }
}
