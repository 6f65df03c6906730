package com.cipherquay.tests.hostile;

/** An honest answer other than success. */
final class StoreRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  StoreRefusal(int status, String code) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
  }

  StoreReply reply() {
    return StoreReply.error(status, code);
  }
}
