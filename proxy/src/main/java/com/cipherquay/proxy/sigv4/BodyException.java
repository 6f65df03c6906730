package com.cipherquay.proxy.sigv4;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;

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

  /** What to answer if a body stopped coming, or ended before its end. */
  public static BodyException interrupted(IOException e) {
    boolean timeout =
        e instanceof InterruptedIOException || e.getCause() instanceof TimeoutException;
    return timeout
        ? new BodyException(
            SignatureFault.REQUEST_TIMEOUT,
            "Your socket connection to the server was not read from or written to within the"
                + " timeout period.",
            e)
        : new BodyException(
            SignatureFault.INCOMPLETE_BODY, "The request body terminated unexpectedly", e);
  }

  public SignatureFault fault() {
    return fault;
  }

  /** What to tell the client. */
  public String reason() {
    return reason;
  }
}
