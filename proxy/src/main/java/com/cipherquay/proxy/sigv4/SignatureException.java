package com.cipherquay.proxy.sigv4;

/** A request is not accepted: its signature, or how it asks to be checked, is wrong. */
public final class SignatureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final SignatureFault fault;

  /**
   * @param message for the client; holds no secret
   */
  SignatureException(SignatureFault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
  }

  public SignatureFault fault() {
    return fault;
  }
}
