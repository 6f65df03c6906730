package com.cipherquay.bench.contestant;

import com.cipherquay.bench.load.Endpoint;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Who is compared, in the order in which they are shown. */
public enum ContestantKind {
  DIRECT("direct"),
  NGINX("nginx"),
  S3PROXY("S3Proxy plain"),
  S3PROXY_ENCRYPTED("S3Proxy encrypted"),
  CIPHERQUAY("Cipherquay");

  private final String title;

  ContestantKind(String title) {
    this.title = title;
  }

  /** As it is named in options, raw figures and buckets. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String title() {
    return title;
  }

  /** Whether it verifies the signatures of clients. */
  public boolean verifies() {
    return compiles();
  }

  /** Whether it runs in a JVM, and is slow at first. */
  public boolean compiles() {
    return switch (this) {
      case DIRECT, NGINX -> false;
      case S3PROXY, S3PROXY_ENCRYPTED, CIPHERQUAY -> true;
    };
  }

  /**
   * Starts it.
   *
   * @param hashBodies whether its clients hash the bodies for the signature
   */
  public Contestant start(Place place, int originPort, boolean hashBodies)
      throws IOException, InterruptedException {
    return switch (this) {
      case DIRECT ->
          new Contestant(
              this, new Endpoint(originPort, "none", "none", id(), hashBodies), Optional.empty());
      case NGINX -> Nginx.start(place, originPort, hashBodies);
      case S3PROXY, S3PROXY_ENCRYPTED -> S3Proxy.start(this, place, originPort, hashBodies);
      case CIPHERQUAY -> Cipherquay.start(place, originPort, hashBodies);
    };
  }
}
