package com.cipherquay.bench.load;

/**
 * Where a contestant serves S3, always on the loopback interface.
 *
 * @param bucket of its own, so that contestants do not see each other's objects
 * @param hashBodies whether clients sign the SHA-256 of bodies; else UNSIGNED-PAYLOAD
 */
public record Endpoint(
    int port, String accessKeyId, String secretAccessKey, String bucket, boolean hashBodies) {

  public static final String REGION = "us-east-1";

  /** The same with a secret that is not the right one. */
  Endpoint forged() {
    return new Endpoint(port, accessKeyId, secretAccessKey + "x", bucket, hashBodies);
  }

  /** The same with another bucket. */
  public Endpoint in(String another) {
    return new Endpoint(port, accessKeyId, secretAccessKey, another, hashBodies);
  }

  String authority() {
    return "127.0.0.1:" + port;
  }
}
