package com.cipherquay.tests;

import java.net.URI;

/**
 * Where an S3 server listens and who we are to it.
 *
 * @param uri scheme, host and port, no path
 */
public record Endpoint(URI uri, String accessKeyId, String secretAccessKey) {

  /** Every server in these tests is in this region. */
  public static final String REGION = "us-east-1";

  /** The value of the Host header. */
  public String authority() {
    return uri.getAuthority();
  }
}
