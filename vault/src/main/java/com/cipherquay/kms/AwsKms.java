package com.cipherquay.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.Aead;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * A symmetric key in AWS KMS, by its Encrypt and Decrypt (AWS KMS API Reference). What is
 * associated stands in the encryption context. Thread-safe.
 */
final class AwsKms implements Aead {

  static final String SCHEME = "aws-kms://";
  static final String EXAMPLE = SCHEME + "arn:aws:kms:REGION:ACCOUNT:key/ID";

  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws[a-z-]{0,20}):kms:([a-z0-9-]{1,40}):[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]{1,250}");
  private static final String CONTEXT = "cipherquay-vault";

  private final URI endpoint;
  private final String region;
  private final String arn;

  private AwsKms(URI endpoint, String region, String arn) {
    this.endpoint = endpoint;
    this.region = region;
    this.arn = arn;
  }

  static AwsKms of(String uri, KmsSettings settings) throws GeneralSecurityException {
    String arn = uri.substring(SCHEME.length());
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw new GeneralSecurityException("a key of AWS KMS is " + EXAMPLE);
    }
    String region = parts.group(2);
    String domain = parts.group(1).equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    // Not AWS_ENDPOINT_URL: that is where the clients of the proxy find it.
    URI endpoint =
        settings
            .endpointOr("AWS_ENDPOINT_URL_KMS")
            .orElse(URI.create("https://kms." + region + "." + domain));
    return new AwsKms(JsonCall.trusted(endpoint).resolve("/"), region, arn);
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
    return call("Encrypt", "Plaintext", plaintext, associatedData, "CiphertextBlob");
  }

  @Override
  public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
    return call("Decrypt", "CiphertextBlob", ciphertext, associatedData, "Plaintext");
  }

  private byte[] call(String operation, String given, byte[] bytes, byte[] context, String asked)
      throws GeneralSecurityException {
    byte[] body =
        JsonCall.body(
            Map.of(
                "KeyId",
                arn,
                given,
                Base64.getEncoder().encodeToString(bytes),
                "EncryptionContext",
                Map.of(CONTEXT, HexFormat.of().formatHex(context))));
    JsonNode answer = JsonCall.send(endpoint, body, signed(operation, body));
    return JsonCall.bytes(answer, asked);
  }

  /** The headers of a signed request, without Host, which the HTTP client sets itself. */
  private Map<String, String> signed(String operation, byte[] body)
      throws GeneralSecurityException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "TrentService." + operation)
            .build();
    AwsCredentials credentials = credentials();
    Map<String, String> headers = new LinkedHashMap<>();
    AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kms")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request()
        .forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
    headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).equals("host"));
    return headers;
  }

  private static AwsCredentials credentials() throws GeneralSecurityException {
    try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
      return provider.resolveCredentials();
    } catch (SdkException e) {
      throw new GeneralSecurityException("no credentials for AWS KMS were found", e);
    }
  }
}
