package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signer of our own, apart from the product's: AWS, "Signature Version 4 signing process", header
 * form and the chunk signatures of "Transferring payload in multiple chunks".
 */
public final class Sigv4 {

  public static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  public static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  public static final String SIGNED_CHUNKS_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  public static final String UNSIGNED_CHUNKS_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Endpoint endpoint;
  private final String time;
  private final String scope;
  private final byte[] key;

  /** A signer for one moment. */
  public Sigv4(Endpoint endpoint, Instant now) {
    this.endpoint = endpoint;
    this.time = TIME.format(now);
    String day = time.substring(0, 8);
    this.scope = day + "/" + Endpoint.REGION + "/s3/aws4_request";
    byte[] dated = hmac(("AWS4" + endpoint.secretAccessKey()).getBytes(UTF_8), day);
    this.key = hmac(hmac(hmac(dated, Endpoint.REGION), "s3"), "aws4_request");
  }

  /**
   * A signed head, ready for the wire, and the signature that the chunks go on from.
   *
   * @param text request line and headers, with the empty line; a character is a byte
   */
  public record Head(String text, String signature) {
    public byte[] bytes() {
      return text.getBytes(ISO_8859_1);
    }
  }

  public Head head(RawRequest request, String payloadHash) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.putIfAbsent("host", endpoint.authority());
    headers.put("x-amz-content-sha256", payloadHash);
    headers.put("x-amz-date", time);
    String names = String.join(";", headers.keySet());
    String signature = signature(request, headers, names, payloadHash);
    StringBuilder head = new StringBuilder(512);
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("authorization: AWS4-HMAC-SHA256 Credential=").append(endpoint.accessKeyId());
    head.append('/').append(scope).append(", SignedHeaders=").append(names);
    head.append(", Signature=").append(signature).append("\r\n\r\n");
    return new Head(head.toString(), signature);
  }

  private String signature(
      RawRequest request, Map<String, String> headers, String names, String payloadHash) {
    StringBuilder canonical = new StringBuilder(512);
    canonical.append(request.method()).append('\n').append(request.rawPath()).append('\n');
    canonical.append(request.canonicalQuery()).append('\n');
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(payloadHash);
    return sign("AWS4-HMAC-SHA256", sha256(canonical.toString().getBytes(ISO_8859_1)));
  }

  /** The signature of the next chunk. */
  public String chunk(String previous, byte[] data) {
    return sign(
        "AWS4-HMAC-SHA256-PAYLOAD", previous + "\n" + sha256(new byte[0]) + "\n" + sha256(data));
  }

  /** The signature over the trailer, each field as {@code name:value} and a line feed. */
  public String trailer(String previous, String fields) {
    return sign("AWS4-HMAC-SHA256-TRAILER", previous + "\n" + sha256(fields.getBytes(UTF_8)));
  }

  private String sign(String algorithm, String rest) {
    String text = algorithm + "\n" + time + "\n" + scope + "\n" + rest;
    return HexFormat.of().formatHex(hmac(key, text));
  }

  public static String sha256(byte[] bytes) {
    return Bodies.sha256(bytes);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
