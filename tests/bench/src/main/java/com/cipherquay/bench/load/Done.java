package com.cipherquay.bench.load;

/** What was answered: requests, and the plaintext bytes in them. */
public record Done(long requests, long bytes) {

  static final Done NOTHING = new Done(0, 0);

  Done plus(Done more) {
    return new Done(requests + more.requests, bytes + more.bytes);
  }
}
