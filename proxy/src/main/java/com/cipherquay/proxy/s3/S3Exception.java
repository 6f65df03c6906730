package com.cipherquay.proxy.s3;

/**
 * The answer to a request is an S3 error document.
 *
 * <p>Unchecked on purpose: any step of the route may refuse, and exactly one place answers.
 */
public final class S3Exception extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final S3ErrorCode code;

  public S3Exception(S3ErrorCode code) {
    this(code, code.message());
  }

  /**
   * @param message for the client; holds nothing of a store's text and no secret
   */
  public S3Exception(S3ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public S3ErrorCode code() {
    return code;
  }
}
