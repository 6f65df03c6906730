package com.cipherquay.vault;

import java.io.IOException;
import java.util.Optional;

/** A vault refused or failed. The message is for the operator's log and holds no plaintext name. */
public final class VaultException extends IOException {

  private static final long serialVersionUID = 1L;

  private final VaultFault fault;
  private final transient Optional<RefusedPart> part;

  public VaultException(VaultFault fault, String message) {
    super(message);
    this.fault = fault;
    this.part = Optional.empty();
  }

  public VaultException(VaultFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.part = Optional.empty();
  }

  /** The fault of one part of an upload. */
  VaultException(VaultFault fault, RefusedPart part) {
    super("part " + part.number());
    this.fault = fault;
    this.part = Optional.of(part);
  }

  public VaultFault fault() {
    return fault;
  }

  /** Which part it is about, if it is about one of those that the client named. */
  public Optional<RefusedPart> part() {
    return part;
  }
}
