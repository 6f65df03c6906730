package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.sigv4.Credentials;
import com.cipherquay.proxy.sigv4.SigV4Verifier;
import com.cipherquay.proxy.sigv4.SignableRequest;
import com.cipherquay.proxy.sigv4.SignatureException;
import com.cipherquay.proxy.sigv4.SignatureFault;
import com.cipherquay.proxy.sigv4.VerifiedBody;
import com.cipherquay.proxy.sigv4.VerifiedRequest;
import java.time.Clock;
import java.util.Optional;

/** Authenticates by AWS Signature Version 4, in the header or presigned. Thread-safe. */
public final class SigV4Authenticator implements Authenticator {

  private final CredentialSource credentials;
  private final SigV4Verifier verifier;

  private SigV4Authenticator(CredentialSource credentials, SigV4Verifier verifier) {
    this.credentials = credentials;
    this.verifier = verifier;
  }

  /**
   * An authenticator.
   *
   * @param credentials whom to accept
   * @param region the only region that clients may sign for; any if empty
   */
  public static SigV4Authenticator of(
      CredentialSource credentials, Optional<String> region, Clock clock) {
    SigV4Verifier verifier =
        SigV4Verifier.of(
            accessKeyId ->
                credentials
                    .find(accessKeyId)
                    .map(CredentialSource.Known::credentials)
                    .map(Credentials::secretAccessKey),
            region,
            clock);
    return new SigV4Authenticator(credentials, verifier);
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
      return new Caller(identity(verified), new VerifiedRequestBody(body));
    } catch (SignatureException e) {
      throw FaultAnswers.of(e);
    }
  }

  private Identity identity(VerifiedRequest verified) {
    return credentials
        .find(verified.accessKeyId())
        .map(CredentialSource.Known::identity)
        // Withdrawn between the two look-ups.
        .orElseThrow(
            () -> new S3Exception(FaultAnswers.code(SignatureFault.SIGNATURE_DOES_NOT_MATCH)));
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
