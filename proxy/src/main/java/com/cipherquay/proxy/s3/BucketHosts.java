package com.cipherquay.proxy.s3;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The domains below which a host name names a bucket (AWS, "Virtual hosting of general purpose
 * buckets").
 *
 * @param domains lower case; none for path style only
 */
public record BucketHosts(List<String> domains) {

  public BucketHosts {
    domains = domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * The bucket that a Host header names, lower case; perhaps none that can exist.
   *
   * @param host with or without a port
   */
  public Optional<String> bucketOf(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.indexOf(']') && colon >= 0;
    String name = (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    return domains.stream()
        .filter(domain -> name.endsWith("." + domain))
        .findFirst()
        .map(domain -> name.substring(0, name.length() - domain.length() - 1));
  }
}
