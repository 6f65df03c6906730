package com.cipherquay.vault;

import java.io.IOException;

/** A vault refused or failed. The message is for the operator's log and holds no plaintext name. */
public final class VaultException extends IOException {

  private static final long serialVersionUID = 1L;

  private final VaultFault fault;

  public VaultException(VaultFault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public VaultException(VaultFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public VaultFault fault() {
    return fault;
  }
}
