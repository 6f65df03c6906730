package com.cipherquay.proxy.sigv4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The signer of the AWS SDK for Java, as the oracle: what it signs must verify. */
final class SdkSigner {

  static final String REGION = "eu-central-1";
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final Credentials OWNER =
      Credentials.of("AKIDOWNER0000000EXMP", "a secret for tests only");

  /** How the SDK shall sign. */
  record Mode(boolean payloadSigned, boolean chunked, Optional<ChecksumAlgorithm> checksum) {}

  static final Mode SIGNED = new Mode(true, false, Optional.empty());
  static final Mode UNSIGNED = new Mode(false, false, Optional.empty());
  static final Mode CHUNKED = new Mode(true, true, Optional.empty());
  static final Mode CHUNKED_TRAILER =
      new Mode(true, true, Optional.of(DefaultChecksumAlgorithm.CRC32));
  static final Mode UNSIGNED_TRAILER =
      new Mode(false, true, Optional.of(DefaultChecksumAlgorithm.CRC32));

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private SdkSigner() {}

  static RequestVerifier verifier() {
    return verifierAt(CLOCK);
  }

  static RequestVerifier verifierAt(Clock clock) {
    return RequestVerifier.of(SdkSigner::secret, Optional.of(REGION), clock);
  }

  /** That of the owner, who has no session token. */
  static Optional<String> secret(String id, Optional<String> sessionToken) {
    if (sessionToken.isPresent()) {
      throw RequestVerifier.invalidToken();
    }
    return id.equals(OWNER.accessKeyId()) ? Optional.of(OWNER.secretAccessKey()) : Optional.empty();
  }

  static SignedExchange put(byte[] body, Mode mode) {
    return sign(request(SdkHttpMethod.PUT, "/bucket/some/key", List.of()), body, mode);
  }

  static SignedExchange get(String rawPath, List<Map.Entry<String, String>> query) {
    return sign(request(SdkHttpMethod.GET, rawPath, query), new byte[0], SIGNED);
  }

  static SignedExchange sign(SdkHttpRequest request, byte[] body, Mode mode) {
    SignRequest.Builder<AwsCredentialsIdentity> signing = signing(request, body);
    signing.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, mode.payloadSigned());
    signing.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, mode.chunked());
    mode.checksum()
        .ifPresent(c -> signing.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, c));
    return exchange(SIGNER.sign(signing.build()));
  }

  /** As the SDK's presigner does it; over http the bare signer would cover the body's hash. */
  static SignedExchange presign(SdkHttpRequest request, Duration validity) {
    return exchange(
        SIGNER.sign(
            signing(request.toBuilder().protocol("https").build(), new byte[0])
                .putProperty(
                    AwsV4FamilyHttpSigner.AUTH_LOCATION,
                    AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, validity)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .build()));
  }

  static SdkHttpRequest request(
      SdkHttpMethod method, String rawPath, List<Map.Entry<String, String>> query) {
    SdkHttpFullRequest.Builder builder =
        SdkHttpFullRequest.builder()
            .method(method)
            .protocol("http")
            .host("localhost")
            .port(9000)
            .encodedPath(rawPath);
    for (Map.Entry<String, String> parameter : query) {
      builder.appendRawQueryParameter(parameter.getKey(), parameter.getValue());
    }
    return builder.build();
  }

  private static SignRequest.Builder<AwsCredentialsIdentity> signing(
      SdkHttpRequest request, byte[] body) {
    SdkHttpRequest withLength =
        body.length == 0
            ? request
            : request.toBuilder()
                .putHeader("Content-Length", Integer.toString(body.length))
                .build();
    return SignRequest.builder(
            AwsCredentialsIdentity.create(OWNER.accessKeyId(), OWNER.secretAccessKey()))
        .request(withLength)
        .payload(() -> new ByteArrayInputStream(body))
        .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK)
        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false);
  }

  private static SignedExchange exchange(SignedRequest signed) {
    SdkHttpRequest request = signed.request();
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    request.forEachHeader((name, values) -> values.forEach(v -> headers.add(Map.entry(name, v))));
    try {
      byte[] body =
          signed.payload().isPresent()
              ? signed.payload().get().newStream().readAllBytes()
              : new byte[0];
      return new SignedExchange(
          new SignableRequest(
              request.method().name(),
              request.encodedPath(),
              request.encodedQueryParameters().orElse(""),
              headers),
          body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
