package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Request;

/** Finds out who sent a request. Thread-safe. */
public interface Authenticator {

  /**
   * The caller, with the decoded body. Reads nothing of the body, so a refusal comes before a
   * {@code 100 Continue}; but of a form the fields, which say who sends it.
   *
   * @throws S3Exception if the request is anonymous, wrongly signed, or claims something impossible
   *     about its body
   */
  Caller authenticate(S3Request request);
}
