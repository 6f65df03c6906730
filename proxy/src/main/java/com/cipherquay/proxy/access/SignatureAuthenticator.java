package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.sigv4.RequestVerifier;
import com.cipherquay.proxy.sigv4.SignableRequest;
import com.cipherquay.proxy.sigv4.SignatureException;
import com.cipherquay.proxy.sigv4.VerifiedBody;
import com.cipherquay.proxy.sigv4.VerifiedRequest;

/**
 * Authenticates by AWS Signature Version 4, and by Version 2 where the settings take it, in the
 * header or presigned. Thread-safe.
 */
final class SignatureAuthenticator implements Authenticator {

  private final CredentialSource credentials;
  private final RequestVerifier verifier;

  SignatureAuthenticator(CredentialSource credentials, RequestVerifier verifier) {
    this.credentials = credentials;
    this.verifier = verifier;
  }

  @Override
  public Caller authenticate(S3Request request) {
    try {
      VerifiedRequest verified =
          verifier.verify(
              new SignableRequest(
                  request.method(),
                  request.rawPath(),
                  request.rawQuery(),
                  request.headers().fields()));
      VerifiedBody body =
          verified.openBody(request.body(), request.contentLength(), checksumsCoverBody(request));
      return Caller.of(
          credentials.identity(verified.accessKeyId(), verified.sessionToken()),
          new VerifiedRequestBody(body));
    } catch (SignatureException e) {
      throw FaultAnswers.of(e);
    }
  }

  /**
   * Of all requests with a body, CompleteMultipartUpload alone uses x-amz-checksum-* for something
   * else: the checksum of the object that it completes (AWS, "CompleteMultipartUpload").
   */
  private static boolean checksumsCoverBody(S3Request request) {
    boolean ofAnUpload =
        request.rawQuery().startsWith("uploadId=") || request.rawQuery().contains("&uploadId=");
    return !(request.method().equals("POST") && ofAnUpload);
  }
}
