package com.cipherquay.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS, "Signature Version 4 signing process", in header form. Thread-safe. */
final class Signer {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Endpoint endpoint;

  Signer(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  String payloadHash(Call call) {
    return endpoint.hashBodies() ? sha256(call.body().duplicate()) : "UNSIGNED-PAYLOAD";
  }

  /** The head of a request as it goes out, signed for now. */
  byte[] head(Call call, String payloadHash) {
    String time = TIME.format(Instant.now());
    TreeMap<String, String> headers = new TreeMap<>(call.headers());
    headers.put("host", endpoint.authority());
    headers.put("x-amz-content-sha256", payloadHash);
    headers.put("x-amz-date", time);
    String path = "/" + endpoint.bucket() + (call.object().isEmpty() ? "" : "/" + call.object());
    String scope = time.substring(0, 8) + "/" + Endpoint.REGION + "/s3/aws4_request";
    String names = String.join(";", headers.keySet());
    StringBuilder canonical = new StringBuilder(512);
    canonical.append(call.method()).append('\n').append(path).append('\n');
    canonical.append(call.query()).append('\n');
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(payloadHash);
    String digest = sha256(ByteBuffer.wrap(canonical.toString().getBytes(UTF_8)));
    String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + digest;
    String signature = HexFormat.of().formatHex(hmac(key(time.substring(0, 8)), toSign));
    StringBuilder head = new StringBuilder(512);
    head.append(call.method()).append(' ').append(path);
    head.append(call.query().isEmpty() ? "" : "?" + call.query()).append(" HTTP/1.1\r\n");
    append(head, headers);
    if (!call.method().equals("GET")) {
      head.append("content-length: ").append(call.body().remaining()).append("\r\n");
    }
    head.append("authorization: ").append(ALGORITHM).append(" Credential=");
    head.append(endpoint.accessKeyId()).append('/').append(scope).append(", SignedHeaders=");
    head.append(names).append(", Signature=").append(signature).append("\r\n\r\n");
    return head.toString().getBytes(ISO_8859_1);
  }

  private static void append(StringBuilder head, Map<String, String> headers) {
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
  }

  private byte[] key(String day) {
    byte[] dated = hmac(("AWS4" + endpoint.secretAccessKey()).getBytes(UTF_8), day);
    return hmac(hmac(hmac(dated, Endpoint.REGION), "s3"), "aws4_request");
  }

  private static String sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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
