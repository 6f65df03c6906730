package com.cipherquay.bench.load;

import java.io.IOException;

/** A contestant answered something other than success. */
public final class UnexpectedStatusException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  UnexpectedStatusException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
