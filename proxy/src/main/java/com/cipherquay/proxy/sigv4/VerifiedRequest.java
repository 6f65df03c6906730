package com.cipherquay.proxy.sigv4;

import java.io.InputStream;
import java.util.Optional;

/** A request whose signature is right. What it says about its body is still to be verified. */
public final class VerifiedRequest {

  private final Signer signer;
  private final RequestFields headers;
  private final String payloadHash;
  private final PayloadMode mode;
  private final ChunkSigner chunkSigner;

  VerifiedRequest(
      Signer signer,
      RequestFields headers,
      String payloadHash,
      PayloadMode mode,
      ChunkSigner chunkSigner) {
    this.signer = signer;
    this.headers = headers;
    this.payloadHash = payloadHash;
    this.mode = mode;
    this.chunkSigner = chunkSigner;
  }

  /** Who signed. */
  public String accessKeyId() {
    return signer.accessKeyId();
  }

  /** The session token of the credential that signed, if it has one. */
  public Optional<String> sessionToken() {
    return signer.sessionToken();
  }

  /**
   * The body, decoded and verified while it is read. To be called once; reads nothing yet.
   *
   * @param source the body as sent
   * @param contentLength the Content-Length, or -1 if there is none
   * @param checksumsCoverBody whether x-amz-checksum-* speaks of this body, and not, as in
   *     CompleteMultipartUpload, of something else
   * @throws SignatureException if what the headers claim about it is malformed or contradictory
   */
  public VerifiedBody openBody(InputStream source, long contentLength, boolean checksumsCoverBody) {
    BodyClaims claims = BodyClaims.parse(headers, mode, contentLength, checksumsCoverBody);
    if (mode == PayloadMode.SIGNED && claims.length() == 0) {
      requireEmpty(payloadHash);
    }
    return VerifiedBody.open(source, mode, claims, payloadHash, chunkSigner);
  }

  /** Most requests have no body and nobody reads it, so its hash is compared right away. */
  private static void requireEmpty(String payloadHash) {
    if (!payloadHash.equalsIgnoreCase(PayloadHash.EMPTY)) {
      throw new SignatureException(
          SignatureFault.CONTENT_SHA256_MISMATCH,
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
  }
}
