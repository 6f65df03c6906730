package com.cipherquay.vault;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object opened for reading; its first segment is already authenticated. The caller closes it;
 * closing early aborts.
 *
 * @param info the whole object
 * @param first the offset of the first byte of the body in the plaintext
 * @param length how many plaintext bytes the body gives
 * @param body the plaintext; throws {@link VaultException} before releasing a byte that does not
 *     authenticate
 */
public record VaultObject(ObjectInfo info, long first, long length, InputStream body)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    body.close();
  }
}
