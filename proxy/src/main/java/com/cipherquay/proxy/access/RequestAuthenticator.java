package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.sigv4.PolicyVerifier;
import com.cipherquay.proxy.sigv4.RequestVerifier;
import java.time.Clock;

/** Finds out who sent a request by what it carries for that. Thread-safe. */
public final class RequestAuthenticator implements Authenticator {

  private final SignatureAuthenticator signatures;
  private final FormAuthenticator forms;

  private RequestAuthenticator(SignatureAuthenticator signatures, FormAuthenticator forms) {
    this.signatures = signatures;
    this.forms = forms;
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
    PolicyVerifier policies =
        PolicyVerifier.of(credentials::secret, settings.region(), clock, settings.version2());
    return new RequestAuthenticator(
        new SignatureAuthenticator(credentials, verifier),
        new FormAuthenticator(credentials, policies, clock));
  }

  @Override
  public Caller authenticate(S3Request request) {
    return FormAuthenticator.isFor(request)
        ? forms.authenticate(request)
        : signatures.authenticate(request);
  }
}
