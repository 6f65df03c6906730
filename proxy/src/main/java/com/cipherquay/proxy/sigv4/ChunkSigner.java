package com.cipherquay.proxy.sigv4;

/**
 * The chain of signatures over the chunks of one body, each over the one before (AWS, "Signature
 * Calculations for the Authorization Header: Transferring Payload in Multiple Chunks").
 */
final class ChunkSigner {

  private final byte[] signingKey;
  private final String time;
  private final CredentialScope scope;
  private String previous;

  /**
   * @param seed the signature of the request itself
   */
  ChunkSigner(byte[] signingKey, String time, CredentialScope scope, String seed) {
    this.signingKey = signingKey;
    this.time = time;
    this.scope = scope;
    this.previous = seed;
  }

  /** For a body whose chunks are not signed. */
  static ChunkSigner none() {
    return new ChunkSigner(new byte[1], "", new CredentialScope("", "", ""), "");
  }

  /** The signature of the next chunk. */
  String nextChunk(String dataSha256Hex) {
    return next("AWS4-HMAC-SHA256-PAYLOAD", PayloadHash.EMPTY + "\n" + dataSha256Hex);
  }

  /** The signature of the trailer, after that of the last chunk. */
  String trailer(String trailerSha256Hex) {
    return next("AWS4-HMAC-SHA256-TRAILER", trailerSha256Hex);
  }

  private String next(String algorithm, String hashes) {
    String toSign = algorithm + "\n" + time + "\n" + scope + "\n" + previous + "\n" + hashes;
    previous = Digests.HEX.formatHex(Digests.hmac(signingKey, toSign));
    return previous;
  }
}
