package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.BucketHosts;
import java.util.List;
import java.util.Optional;

/**
 * Which signatures are taken.
 *
 * @param region the only region that clients may sign for; any if empty
 * @param hosts the host names that name a bucket
 * @param version2 whether Signature Version 2 is taken too
 */
public record AccessSettings(Optional<String> region, BucketHosts hosts, boolean version2) {

  /** Signature Version 4 for any region, path style only. */
  public static final AccessSettings DEFAULT =
      new AccessSettings(Optional.empty(), new BucketHosts(List.of()), false);
}
