package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.sigv4.PercentEncoding;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.net.URI;
import java.util.Locale;

/**
 * Where requests go to: the host and path of every bucket and object.
 *
 * @param scheme {@code http} or {@code https}
 * @param host of the service itself
 * @param port always explicit
 * @param pathStyle whether the bucket is a part of the path, not of the host
 */
record Endpoint(String scheme, String host, int port, boolean pathStyle) {

  /**
   * The address of one resource.
   *
   * @param host to connect to
   * @param hostHeader the value of the Host field
   * @param rawPath percent-encoded, beginning with a slash
   */
  record Address(String host, String hostHeader, String rawPath) {}

  static Endpoint of(UpstreamSettings settings) {
    URI uri = settings.endpoint();
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort();
    return new Endpoint(scheme, uri.getHost(), port, settings.pathStyle());
  }

  /** The service: all buckets. */
  Address service() {
    return at(host, "/");
  }

  /** A bucket, or an object in it if the name is not empty. */
  Address address(String bucket, String name) throws StoreException {
    // Every S3 decodes the path exactly once, so a slash of the name may stand for itself.
    String rawName = PercentEncoding.encode(name).replace("%2F", "/");
    if (pathStyle) {
      return at(host, "/" + bucket + (name.isEmpty() ? "" : "/" + rawName));
    }
    if (name.startsWith("/")) {
      throw new StoreException(
          StoreFault.UNSUPPORTED, "a name that begins with a slash needs the path style");
    }
    return at(bucket + "." + host, "/" + rawName);
  }

  private Address at(String server, String rawPath) {
    String header = port == defaultPort(scheme) ? server : server + ":" + port;
    return new Address(server, header, rawPath);
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
