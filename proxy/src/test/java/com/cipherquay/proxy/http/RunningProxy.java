package com.cipherquay.proxy.http;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.proxy.access.AccessPolicy;
import com.cipherquay.proxy.access.AccessSettings;
import com.cipherquay.proxy.access.CredentialSource;
import com.cipherquay.proxy.access.RequestAuthenticator;
import com.cipherquay.proxy.operation.ListOrders;
import com.cipherquay.proxy.operation.S3Service;
import com.cipherquay.proxy.operation.ServiceSettings;
import com.cipherquay.proxy.s3.BucketHosts;
import com.cipherquay.proxy.sigv4.Credentials;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.CallCounts;
import com.cipherquay.store.CountingBucketStore;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The whole proxy on a free port: real sockets, a real vault, a store in memory. */
public final class RunningProxy implements AutoCloseable {

  /** Whose requests are served. */
  public static final Credentials OWNER = Credentials.of("CQOWNEROWNEROWNEROWN", "for tests only");

  /** What requests are signed for. */
  public static final String REGION = "eu-central-1";

  static final String DOMAIN = "s3.test";

  private static final AccessSettings ACCESS =
      new AccessSettings(Optional.empty(), new BucketHosts(List.of(DOMAIN)), true);

  private static final ServiceSettings SETTINGS = ServiceSettings.of(REGION, List.of(DOMAIN));

  private final S3Server server;
  private final CallCounts calls;
  private final BlockingQueue<ServedRequest> served;

  private RunningProxy(S3Server server, CallCounts calls, BlockingQueue<ServedRequest> served) {
    this.server = server;
    this.calls = calls;
    this.served = served;
  }

  public static RunningProxy start() throws IOException {
    return over(new MemoryBucketStore());
  }

  /** The proxy over a store that a test has prepared. */
  public static RunningProxy over(BucketStore store) throws IOException {
    return start(store, ServerSettings.plain("127.0.0.1", 0));
  }

  /** The proxy over a store in memory, under another policy than that the owner may do anything. */
  public static RunningProxy under(AccessPolicy policy) throws IOException {
    return start(new MemoryBucketStore(), ServerSettings.plain("127.0.0.1", 0), policy, SETTINGS);
  }

  /** The proxy with buckets in these orders. */
  public static RunningProxy listing(ListOrders orders) throws IOException {
    return start(
        new MemoryBucketStore(),
        ServerSettings.plain("127.0.0.1", 0),
        AccessPolicy.of(Clock.systemUTC()),
        SETTINGS.withOrders(orders));
  }

  static RunningProxy start(BucketStore store, ServerSettings settings) throws IOException {
    return start(store, settings, AccessPolicy.of(Clock.systemUTC()), SETTINGS);
  }

  private static RunningProxy start(
      BucketStore store, ServerSettings settings, AccessPolicy policy, ServiceSettings operations)
      throws IOException {
    CountingBucketStore counting = new CountingBucketStore(store);
    S3Service service =
        new S3Service(
            RequestAuthenticator.of(CredentialSource.ofOwner(OWNER), ACCESS, Clock.systemUTC()),
            policy,
            Vaults.of(FixedKeyset.create(), counting),
            operations);
    BlockingQueue<ServedRequest> served = new LinkedBlockingQueue<>();
    S3Server server =
        S3Server.start(
            settings.withTimes(settings.idle(), Duration.ofSeconds(2)), service, served::add);
    return new RunningProxy(server, counting.counts(), served);
  }

  /** A new connection. */
  public Connection connect() throws IOException {
    return Connection.open(server.uri());
  }

  /** Sends one signed request on a connection of its own. */
  public Reply send(SignedRequest request) throws IOException {
    try (Connection connection = connect()) {
      return connection.send(request);
    }
  }

  /** The calls to the store so far. */
  public CallCounts calls() {
    return calls;
  }

  /** What the listener was told, oldest first. */
  BlockingQueue<ServedRequest> served() {
    return served;
  }

  /** Where it listens. */
  public URI uri() {
    return server.uri();
  }

  S3Server server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
