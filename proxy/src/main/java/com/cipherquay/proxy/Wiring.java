package com.cipherquay.proxy;

import com.cipherquay.grant.GrantCredential;
import com.cipherquay.keyset.OwnerCredential;
import com.cipherquay.keyset.Unlocking;
import com.cipherquay.keyset.VaultFileException;
import com.cipherquay.kms.KmsServices;
import com.cipherquay.kms.KmsSettings;
import com.cipherquay.proxy.access.AccessPolicy;
import com.cipherquay.proxy.access.AccessSettings;
import com.cipherquay.proxy.access.CredentialSource;
import com.cipherquay.proxy.access.RegistryWatch;
import com.cipherquay.proxy.access.RequestAuthenticator;
import com.cipherquay.proxy.access.RevocationWatch;
import com.cipherquay.proxy.admin.AdminServer;
import com.cipherquay.proxy.admin.Health;
import com.cipherquay.proxy.admin.Metrics;
import com.cipherquay.proxy.http.RequestListener;
import com.cipherquay.proxy.http.S3Server;
import com.cipherquay.proxy.http.ServerSettings;
import com.cipherquay.proxy.operation.S3Service;
import com.cipherquay.proxy.operation.ServiceSettings;
import com.cipherquay.proxy.s3.BucketHosts;
import com.cipherquay.proxy.sigv4.Credentials;
import com.cipherquay.proxy.spool.SpoolFolder;
import com.cipherquay.proxy.upstream.S3BucketStore;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.LocalStore;
import com.cipherquay.vault.CacheLookups;
import com.cipherquay.vault.CipherWarmup;
import com.cipherquay.vault.ListingSettings;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the proxy together: from the data folder at the bottom to the listener at the top. */
final class Wiring {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final Duration CERTIFICATE_CHECK = Duration.ofSeconds(5);

  private Wiring() {}

  /**
   * Starts the proxy and serves until the process is told to stop.
   *
   * @param log closed at the end
   * @return the exit status
   * @throws IOException with a message for the operator; then nothing is left open
   */
  static int serve(Configuration configuration, LogOutput log) throws IOException {
    Health health = new Health();
    Proxy proxy = new Proxy(health);
    // The first to be opened is the last to be closed, after everything that has something to log.
    proxy.owns(log);
    try {
      return serve(configuration, health, proxy, requestLog(configuration, log));
    } catch (IOException e) {
      proxy.close();
      throw e;
    }
  }

  private static int serve(
      Configuration configuration, Health health, Proxy proxy, RequestListener requestLog)
      throws IOException {
    CipherWarmup.start();
    Configuration.Listeners listeners = configuration.listeners();
    Metrics metrics = new Metrics(Main.Version.current());
    ListenAddress adminAddress = listeners.admin();
    AdminServer admin =
        proxy.owns(AdminServer.start(adminAddress.host(), adminAddress.port(), health, metrics));

    DataFolder folder = DataFolder.open(configuration.data(), unlocking(configuration.unlock()));
    BucketStore store =
        proxy.owns(new MeteredBucketStore(store(configuration, folder), new StoreCalls(metrics)));
    KeyGrants keyGrants = KeyGrants.of(folder, listeners.revocationRefresh());
    Vaults vaults = vaults(configuration, folder, store, keyGrants);
    proxy.owns(LeftoverSweep.start(vaults));
    metrics.undecryptableNames(vaults::undecryptableNames);
    for (String cache : vaults.cacheLookups().keySet()) {
      metrics.cache(
          cache, () -> lookups(vaults, cache).hits(), () -> lookups(vaults, cache).misses());
    }

    S3Server server =
        proxy.owns(
            S3Server.start(
                settings(configuration, tls(configuration, proxy)),
                service(configuration, folder, vaults, keyGrants),
                counted(metrics)
                    .andThen(requestLog)
                    .andThen(denialLog(configuration, folder, proxy))));
    LOG.info("admin listener on http://{}:{}", adminAddress.urlHost(), admin.port());
    return proxy.serveUntilStopped(server.uri(), folder.notice(server.uri()));
  }

  private static CacheLookups lookups(Vaults vaults, String cache) {
    return Objects.requireNonNull(vaults.cacheLookups().get(cache));
  }

  private static Vaults vaults(
      Configuration configuration, DataFolder folder, BucketStore store, KeyGrants keyGrants) {
    return Vaults.of(
        folder.keys(configuration.listeners().revocationRefresh()),
        store,
        keyGrants.exports(),
        keyGrants::keys,
        new ListingSettings(folder.listings(), configuration.listing().remembered()));
  }

  private static Unlocking unlocking(Configuration.Unlock unlock) {
    return new Unlocking(
        Optional.empty(),
        unlock.passphrase().map(file -> () -> Files.readAllBytes(file)),
        Optional.empty(),
        () -> {
          throw new VaultFileException("the vault needs its passphrase: set vault.passphrase-file");
        },
        KmsServices.of(new KmsSettings(unlock.kmsEndpoint(), unlock.kmsToken(), System.getenv())));
  }

  private static S3Service service(
      Configuration configuration, DataFolder folder, Vaults vaults, KeyGrants keyGrants) {
    Configuration.Listeners listeners = configuration.listeners();
    OwnerCredential owner = folder.vault().owner();
    CredentialSource credentials =
        CredentialSource.of(
            Credentials.of(owner.accessKeyId(), owner.secretAccessKey()),
            grant -> GrantCredential.of(folder.vault().keyset(), grant),
            new RegistryWatch(folder::grants, folder.grantsFile()),
            new RevocationWatch(folder::revocations, listeners.revocationRefresh()),
            Clock.systemUTC());
    List<String> domains = listeners.domain().stream().toList();
    AccessSettings access =
        new AccessSettings(listeners.region(), new BucketHosts(domains), listeners.version2());
    return new S3Service(
        RequestAuthenticator.of(credentials, access, Clock.systemUTC()),
        AccessPolicy.of(Clock.systemUTC()).within(keyGrants::imported, Clock.systemUTC()),
        vaults,
        ServiceSettings.of(listeners.region().orElse("us-east-1"), domains)
            .withScheme(scheme(configuration))
            .withSpools(SpoolFolder.in(folder.spool()))
            .withOrders(configuration.listing().orders()));
  }

  private static String scheme(Configuration configuration) {
    return configuration.tls().isPresent() ? "https" : "http";
  }

  private static RequestListener requestLog(Configuration configuration, LogOutput log) {
    return configuration.log().requests()
        ? new AccessLog(log, configuration.log().names())
        : RequestListener.NONE;
  }

  private static RequestListener denialLog(
      Configuration configuration, DataFolder folder, Proxy proxy) throws IOException {
    LogOutput audit = proxy.owns(new LogOutput(folder.auditLog().stream()));
    return new DenialLog(audit, configuration.log().names(), System::nanoTime);
  }

  private static RequestListener counted(Metrics metrics) {
    return request -> {
      metrics.request(
          request.operation(),
          request.status(),
          request.received(),
          request.sent(),
          request.nanos());
      if (request.aborted()) {
        metrics.aborted(request.operation());
      }
    };
  }

  private static BucketStore store(Configuration configuration, DataFolder folder)
      throws IOException {
    if (configuration.upstream().isPresent()) {
      return S3BucketStore.open(configuration.upstream().get());
    }
    return LocalStore.open(folder.store(), ConfiguredStore.durability(configuration));
  }

  private static Optional<SslContextFactory.Server> tls(Configuration configuration, Proxy proxy)
      throws IOException {
    if (configuration.tls().isEmpty()) {
      return Optional.empty();
    }
    Certificates certificates =
        proxy.owns(Certificates.follow(configuration.tls().get(), CERTIFICATE_CHECK));
    return Optional.of(certificates.context());
  }

  private static ServerSettings settings(
      Configuration configuration, Optional<SslContextFactory.Server> tls) {
    Configuration.Limits limits = configuration.limits();
    return new ServerSettings(
        configuration.listeners().s3().host(),
        configuration.listeners().s3().port(),
        tls,
        limits.threads(),
        limits.connections(),
        limits.idleTimeout(),
        limits.drainTimeout());
  }
}
