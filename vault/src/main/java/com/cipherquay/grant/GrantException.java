package com.cipherquay.grant;

import java.io.IOException;

/** What is no grant, or can not become one. The message is for the person who brought it. */
public final class GrantException extends IOException {

  private static final long serialVersionUID = 1;

  GrantException(String message) {
    super(message);
  }

  GrantException(String message, Throwable cause) {
    super(message, cause);
  }
}
