package com.cipherquay.keyset;

import java.io.IOException;

/**
 * The vault file or its key file is missing, damaged or foreign. The message is for the operator.
 */
public final class VaultFileException extends IOException {

  private static final long serialVersionUID = 1L;

  public VaultFileException(String message) {
    super(message);
  }

  public VaultFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
