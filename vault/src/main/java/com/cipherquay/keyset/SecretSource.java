package com.cipherquay.keyset;

import java.io.IOException;

/** Where a secret comes from: a file, standard input, a person. Asked only when it is needed. */
@FunctionalInterface
public interface SecretSource {

  /**
   * The secret as it was given, with the line end after it if it has one.
   *
   * @throws IOException with a message for the operator, in which nothing of the secret is
   */
  byte[] read() throws IOException;
}
