package com.cipherquay.proxy.upstream;

import com.cipherquay.store.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A store under test, opened over a server of the test.
 *
 * @param buckets what is tested
 */
record UpstreamFixture(S3BucketStore buckets) implements AutoCloseable {

  static UpstreamFixture of(BrokenStore server) throws IOException {
    return open(UpstreamSettings.of(server.endpoint()));
  }

  /** One whose timeouts are over soon. */
  static UpstreamFixture impatient(BrokenStore server) throws IOException {
    UpstreamSettings usual = UpstreamSettings.of(server.endpoint());
    Duration soon = Duration.ofMillis(400);
    return open(
        new UpstreamSettings(
            usual.endpoint(),
            usual.region(),
            true,
            Optional.empty(),
            Optional.empty(),
            usual.connectTimeout(),
            soon,
            soon,
            usual.maxConnections(),
            usual.retries(),
            false,
            usual.copyLimit(),
            Map.of()));
  }

  static UpstreamFixture open(UpstreamSettings settings) throws IOException {
    return new UpstreamFixture(S3BucketStore.open(settings, S3ProxyServer.credentials()));
  }

  /** The settings of a test in all that is not usual. */
  static UpstreamSettings settings(
      URI endpoint,
      String region,
      Optional<Path> caFile,
      Map<String, UpstreamSettings.Place> places) {
    UpstreamSettings usual = UpstreamSettings.of(endpoint);
    return new UpstreamSettings(
        endpoint,
        region,
        true,
        caFile,
        Optional.empty(),
        usual.connectTimeout(),
        usual.idleTimeout(),
        usual.firstByteTimeout(),
        1,
        usual.retries(),
        false,
        UpstreamSettings.LEAST_COPY_LIMIT,
        places);
  }

  /** The usual settings for a server that is sent checksums, or is not. */
  static UpstreamSettings checking(URI endpoint, String region, boolean checksums) {
    UpstreamSettings usual = UpstreamSettings.of(endpoint);
    return new UpstreamSettings(
        endpoint,
        region,
        true,
        Optional.empty(),
        Optional.empty(),
        usual.connectTimeout(),
        usual.idleTimeout(),
        usual.firstByteTimeout(),
        usual.maxConnections(),
        0,
        checksums,
        UpstreamSettings.LEAST_COPY_LIMIT,
        Map.of());
  }

  ObjectStore store() {
    return buckets.open("bucket");
  }

  @Override
  public void close() throws IOException {
    buckets.close();
  }
}
