package com.cipherquay.proxy.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what a test says is to be signed: it shares nothing with the code that verifies. */
final class Version2Signer {

  private Version2Signer() {}

  /** The signature over these lines under the owner's secret. */
  static String sign(String... lines) {
    return sign(SdkSigner.OWNER.secretAccessKey(), String.join("\n", lines));
  }

  static String sign(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }

  /** As a presigned URL carries it. */
  static String escaped(String signature) {
    return signature.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
  }
}
