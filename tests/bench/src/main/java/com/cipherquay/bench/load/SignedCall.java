package com.cipherquay.bench.load;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * A request that is sent many times. Its signature is made once a minute, and verified every time.
 * For one thread.
 */
final class SignedCall {

  private static final long FRESH = TimeUnit.MINUTES.toNanos(1);

  private final Signer signer;
  private final Call call;
  private final String payloadHash;
  private byte[] head = {};
  private long signedAt;

  private SignedCall(Signer signer, Call call, String payloadHash) {
    this.signer = signer;
    this.call = call;
    this.payloadHash = payloadHash;
  }

  static SignedCall of(Signer signer, Call call) {
    return new SignedCall(signer, call, signer.payloadHash(call));
  }

  /** The head, to be sent now. */
  ByteBuffer head() {
    long now = System.nanoTime();
    if (head.length == 0 || now - signedAt > FRESH) {
      head = signer.head(call, payloadHash);
      signedAt = now;
    }
    return ByteBuffer.wrap(head);
  }

  ByteBuffer body() {
    return call.body().duplicate();
  }

  Call call() {
    return call;
  }
}
