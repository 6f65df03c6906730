package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A Signature Version 2 in a query, good for a minute. */
public final class OldSignature {

  private OldSignature() {}

  /**
   * The parameters.
   *
   * @param rest what is signed behind the date: the x-amz-* fields and the resource
   */
  public static String query(String method, String type, String rest) {
    String expires = Long.toString(Instant.now().getEpochSecond() + 60);
    String text = String.join("\n", method, "", type, expires, rest);
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      byte[] secret = RunningProxy.OWNER.secretAccessKey().getBytes(UTF_8);
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
      return "AWSAccessKeyId=%s&Expires=%s&Signature=%s"
          .formatted(
              RunningProxy.OWNER.accessKeyId(), expires, URLEncoder.encode(signature, UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }

  /** Sends a request that has a body of four bytes. */
  public static Reply send(
      RunningProxy proxy, String method, String target, String host, String type)
      throws IOException {
    try (Connection connection = proxy.connect()) {
      connection.write("%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(method, target, host));
      connection.write(type.isEmpty() ? "" : "Content-Type: " + type + "\r\n");
      connection.write("Content-Length: 4\r\n\r\nbody");
      return connection.read();
    }
  }
}
