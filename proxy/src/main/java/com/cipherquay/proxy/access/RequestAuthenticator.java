package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.sigv4.RequestVerifier;
import java.time.Clock;

/** Finds out who sent a request by what it carries for that. Thread-safe. */
public final class RequestAuthenticator implements Authenticator {

  private final SignatureAuthenticator signatures;

  private RequestAuthenticator(SignatureAuthenticator signatures) {
    this.signatures = signatures;
  }

  /**
   * An authenticator.
   *
   * @param credentials whom to accept
   */
  public static RequestAuthenticator of(
      CredentialSource credentials, AccessSettings settings, Clock clock) {
    RequestVerifier version4 = RequestVerifier.of(credentials::secret, settings.region(), clock);
    RequestVerifier verifier =
        settings.version2() ? version4.withVersion2(settings.hosts()::bucketOf) : version4;
    return new RequestAuthenticator(new SignatureAuthenticator(credentials, verifier));
  }

  @Override
  public Caller authenticate(S3Request request) {
    return signatures.authenticate(request);
  }
}
