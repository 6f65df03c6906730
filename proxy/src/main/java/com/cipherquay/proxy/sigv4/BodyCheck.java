package com.cipherquay.proxy.sigv4;

import java.security.MessageDigest;
import java.util.Locale;

/** One claim about a body, with the computation that decides it. */
final class BodyCheck {

  private final String algorithm;
  private final RunningDigest running;
  private final byte[] expected;
  private final SignatureFault fault;
  private final String reason;

  private BodyCheck(
      String algorithm,
      RunningDigest running,
      byte[] expected,
      SignatureFault fault,
      String reason) {
    this.algorithm = algorithm;
    this.running = running;
    this.expected = expected;
    this.fault = fault;
    this.reason = reason;
  }

  static BodyCheck payloadHash(String hex) {
    return new BodyCheck(
        BodyChecksum.SHA256.name(),
        BodyChecksum.SHA256.start(),
        Digests.HEX.parseHex(hex.toLowerCase(Locale.ROOT)),
        SignatureFault.CONTENT_SHA256_MISMATCH,
        "The provided 'x-amz-content-sha256' header does not match what was computed.");
  }

  static BodyCheck md5(byte[] expected) {
    return new BodyCheck(
        "MD5",
        RunningDigest.of(Digests.newDigest("MD5")),
        expected,
        SignatureFault.BAD_DIGEST,
        "The Content-MD5 you specified did not match what we received.");
  }

  static BodyCheck checksum(BodyChecksum kind, byte[] expected) {
    return new BodyCheck(
        kind.name(),
        kind.start(),
        expected,
        SignatureFault.BAD_DIGEST,
        "The " + kind.name() + " you specified did not match the calculated checksum.");
  }

  boolean claimsTheSame(BodyCheck other) {
    return algorithm.equals(other.algorithm) && MessageDigest.isEqual(expected, other.expected);
  }

  void update(byte[] bytes, int offset, int length) {
    running.update(bytes, offset, length);
  }

  void verify() throws BodyException {
    if (!MessageDigest.isEqual(expected, running.value())) {
      throw new BodyException(fault, reason);
    }
  }
}
