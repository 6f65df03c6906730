package com.cipherquay.keytool;

import com.cipherquay.store.StoredBody;
import java.io.ByteArrayInputStream;

/** Bodies of ciphertext. */
final class Bodies {

  private Bodies() {}

  static StoredBody of(byte[] bytes) {
    return new StoredBody(new ByteArrayInputStream(bytes), bytes.length);
  }
}
