package com.cipherquay.proxy.sigv4;

import java.io.IOException;

/** A body is not what its request claimed, or did not arrive whole. */
public final class BodyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final SignatureFault fault;
  private final String reason;

  /**
   * @param reason for the client; holds no secret
   */
  BodyException(SignatureFault fault, String reason) {
    super(reason);
    this.fault = fault;
    this.reason = reason;
  }

  BodyException(SignatureFault fault, String reason, Throwable cause) {
    super(reason, cause);
    this.fault = fault;
    this.reason = reason;
  }

  public SignatureFault fault() {
    return fault;
  }

  /** What to tell the client. */
  public String reason() {
    return reason;
  }
}
