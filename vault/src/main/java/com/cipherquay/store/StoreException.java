package com.cipherquay.store;

import java.io.IOException;

/**
 * A store refused or failed. The message is for the log of the operator only: it may quote the
 * store, so it never reaches a client.
 */
public final class StoreException extends IOException {

  private static final long serialVersionUID = 1L;

  private final StoreFault fault;

  public StoreException(StoreFault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public StoreException(StoreFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public StoreFault fault() {
    return fault;
  }
}
