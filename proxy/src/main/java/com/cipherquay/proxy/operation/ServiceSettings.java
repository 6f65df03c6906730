package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.spool.SpoolFolder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the S3 operations need to know about their surroundings.
 *
 * @param region the region that this proxy claims to be
 * @param domains the domains under which buckets are host names; none for path style only
 * @param hostId what {@code x-amz-id-2} calls this process
 * @param scheme {@code http} or {@code https}, as clients are spoken to
 * @param spools where bodies wait whose length is not known yet
 * @param orders in which order listings come
 */
public record ServiceSettings(
    String region,
    List<String> domains,
    String hostId,
    String scheme,
    SpoolFolder spools,
    ListOrders orders) {

  private static final int HOST_ID_BYTES = 24;

  public ServiceSettings {
    domains = domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
  }

  /** Settings under a host id of their own, for plain HTTP and stored order. */
  public static ServiceSettings of(String region, List<String> domains) {
    byte[] id = new byte[HOST_ID_BYTES];
    ThreadLocalRandom.current().nextBytes(id);
    return new ServiceSettings(
        region,
        domains,
        Base64.getEncoder().encodeToString(id),
        "http",
        SpoolFolder.temporary(),
        ListOrders.STORED);
  }

  /** The same for clients that are spoken to in another scheme. */
  public ServiceSettings withScheme(String other) {
    return new ServiceSettings(region, domains, hostId, other, spools, orders);
  }

  /** The same with another place for spooled bodies. */
  public ServiceSettings withSpools(SpoolFolder other) {
    return new ServiceSettings(region, domains, hostId, scheme, other, orders);
  }

  /** The same with listings in these orders. */
  public ServiceSettings withOrders(ListOrders other) {
    return new ServiceSettings(region, domains, hostId, scheme, spools, other);
  }
}
