package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.sigv4.Credentials;
import com.cipherquay.proxy.sigv4.PayloadHash;
import com.cipherquay.proxy.sigv4.SigV4Signer;
import com.cipherquay.proxy.sigv4.SignableRequest;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/** Signs requests with the credentials that the AWS SDK finds at the time. Thread-safe. */
final class RequestSigning {

  private final SigV4Signer signer;
  private final AwsCredentialsProvider provider;

  RequestSigning(SigV4Signer signer, AwsCredentialsProvider provider) {
    this.signer = signer;
    this.provider = provider;
  }

  /**
   * The header fields to send: Host, those of the request, and those of the signature unless the
   * credentials are anonymous.
   *
   * @throws StoreException {@code DENIED} if no credentials are found
   */
  List<Map.Entry<String, String>> headers(UpstreamRequest request) throws StoreException {
    Optional<Credentials> credentials = credentials();
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    fields.add(Map.entry("host", request.address().hostHeader()));
    fields.addAll(request.headers());
    if (credentials.isPresent()) {
      SignableRequest signable =
          new SignableRequest(
              request.method(), request.address().rawPath(), request.rawQuery(), fields);
      fields.addAll(signer.sign(signable, credentials.get(), payloadHash(request.payload())));
    } else if (isTrailed(request.payload())) {
      fields.add(Map.entry("x-amz-content-sha256", PayloadHash.UNSIGNED_TRAILER));
    }
    return fields;
  }

  private Optional<Credentials> credentials() throws StoreException {
    AwsCredentials found;
    try {
      found = provider.resolveCredentials();
    } catch (SdkException e) {
      throw new StoreException(
          StoreFault.DENIED, "no credentials for the store: " + e.getMessage(), e);
    }
    if (found.accessKeyId() == null || found.secretAccessKey() == null) {
      return Optional.empty();
    }
    Optional<String> token =
        found instanceof AwsSessionCredentials session
            ? Optional.of(session.sessionToken())
            : Optional.empty();
    return Optional.of(new Credentials(found.accessKeyId(), found.secretAccessKey(), token));
  }

  private static boolean isTrailed(Payload payload) {
    return payload instanceof Payload.Streamed streamed && streamed.trailed();
  }

  private static String payloadHash(Payload payload) {
    if (payload instanceof Payload.None) {
      return PayloadHash.EMPTY;
    }
    if (isTrailed(payload)) {
      return PayloadHash.UNSIGNED_TRAILER;
    }
    // A stream can be hashed only by reading it twice. What it holds is ciphertext, which the
    // vault authenticates when it comes back, so a signature over it would add nothing.
    return PayloadHash.UNSIGNED;
  }
}
