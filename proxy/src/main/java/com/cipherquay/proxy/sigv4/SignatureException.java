package com.cipherquay.proxy.sigv4;

import java.util.Map;

/** A request is not accepted: its signature, or what it claims about its body, is wrong. */
public final class SignatureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final SignatureFault fault;
  private final String reason;
  private final transient Map<String, String> details;

  /**
   * @param reason for the client; holds no secret
   */
  SignatureException(SignatureFault fault, String reason) {
    this(fault, reason, Map.of());
  }

  /**
   * @param details further elements of S3's error document that clients act upon, by name
   */
  SignatureException(SignatureFault fault, String reason, Map<String, String> details) {
    super(reason, null, false, false);
    this.fault = fault;
    this.reason = reason;
    this.details = Map.copyOf(details);
  }

  public SignatureFault fault() {
    return fault;
  }

  /** What to tell the client. */
  public String reason() {
    return reason;
  }

  /** Further elements of S3's error document, by name; mostly none. */
  public Map<String, String> details() {
    return details;
  }
}
