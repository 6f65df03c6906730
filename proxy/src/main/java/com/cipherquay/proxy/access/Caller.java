package com.cipherquay.proxy.access;

import java.util.Optional;

/**
 * Who sent a request, and what they sent.
 *
 * @param identity on whose behalf everything happens
 * @param body decoded, verifying itself while it is read; of a form, its file
 * @param form the form that a browser sent
 */
public record Caller(Identity identity, RequestBody body, Optional<SignedForm> form) {

  /** A caller who sent anything but a form. */
  static Caller of(Identity identity, RequestBody body) {
    return new Caller(identity, body, Optional.empty());
  }
}
