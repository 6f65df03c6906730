package com.cipherquay.proxy;

import com.cipherquay.proxy.http.ServerSettings;
import com.cipherquay.proxy.operation.ListOrders;
import com.cipherquay.proxy.upstream.UpstreamSettings;
import com.cipherquay.vault.ListOrder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the settings mean.
 *
 * @param data the data folder
 * @param unlock with what the vault is unlocked, beside its key file
 * @param listeners where to listen, and for whom
 * @param tls certificate and key, if the S3 listener speaks TLS
 * @param upstream the S3 below, if there is one; else the local store
 * @param localFsync whether the local store waits for the disk
 * @param limits of the S3 listener
 * @param log what is logged, and where
 * @param listing how buckets are listed
 */
record Configuration(
    Path data,
    Unlock unlock,
    Listeners listeners,
    Optional<TlsFiles> tls,
    Optional<UpstreamSettings> upstream,
    boolean localFsync,
    Limits limits,
    Log log,
    Listing listing) {

  /**
   * @param s3 the address of the S3 endpoint
   * @param admin the address of health and metrics
   * @param domain the domain below which a host name names a bucket
   * @param region the only region that clients may sign for; any if empty
   * @param version2 whether they may sign with Signature Version 2
   * @param revocationRefresh how soon a revoked access grant is refused
   */
  record Listeners(
      ListenAddress s3,
      ListenAddress admin,
      Optional<String> domain,
      Optional<String> region,
      boolean version2,
      Duration revocationRefresh) {}

  /**
   * @param passphrase a file with the passphrase
   * @param kmsEndpoint where the key management service answers
   * @param kmsToken a file with the token for it
   */
  record Unlock(Optional<Path> passphrase, Optional<URI> kmsEndpoint, Optional<Path> kmsToken) {}

  /** PEM files: the certificate with its chain, and its private key. */
  record TlsFiles(Path certificate, Path key) {}

  /**
   * @param threads how many requests are served at a time
   * @param connections how many connections are held at a time
   * @param idleTimeout after which a silent connection is closed
   * @param drainTimeout how long running requests may take when the proxy is stopped
   */
  record Limits(int threads, int connections, Duration idleTimeout, Duration drainTimeout) {}

  /**
   * @param level of the service log
   * @param json whether the service log is JSON too; the access log always is
   * @param file where both go; the standard error if empty
   * @param requests whether there is an access log
   * @param names whether it shows bucket and object names
   */
  record Log(String level, boolean json, Optional<Path> file, boolean requests, boolean names) {}

  /**
   * @param orders in which order listings come
   * @param remembered how long a directory that a sorted listing read serves others
   */
  record Listing(ListOrders orders, Duration remembered) {}

  private static final int MOST_RETRIES = 10;
  private static final int MOST_UPSTREAM_CONNECTIONS = 10_000;
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(9);

  /** AWS, "General purpose bucket naming rules". */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private static final Pattern TARGET =
      Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/(?!/)[A-Za-z0-9._/-]*)?");

  /**
   * The configuration of this process.
   *
   * @param flags those given on the command line
   * @param file the option {@code --config}; else the environment may name one
   */
  static Configuration gather(Map<Setting, Settings.Given> flags, Optional<Path> file)
      throws ConfigurationException {
    Map<String, String> environment = System.getenv();
    Optional<Path> named =
        file.or(() -> Optional.ofNullable(environment.get("CIPHERQUAY_CONFIG")).map(Path::of));
    SettingsFile settings = named.isPresent() ? SettingsFile.read(named.get()) : SettingsFile.NONE;
    return of(Settings.gather(flags, environment, settings));
  }

  /**
   * @throws ConfigurationException for settings that do not fit together
   */
  static Configuration of(Settings settings) throws ConfigurationException {
    Path data =
        settings
            .path(Setting.DATA)
            .orElseThrow(() -> new ConfigurationException("no data folder: give --data DIR"));
    Optional<TlsFiles> tls = tls(settings);
    Listeners listeners =
        new Listeners(
            settings.address(Setting.LISTEN),
            settings.address(Setting.ADMIN),
            settings.text(Setting.DOMAIN),
            settings.text(Setting.REGION),
            settings.flag(Setting.AUTH_SIGV2),
            settings.duration(Setting.AUTH_REVOCATION_REFRESH));
    if (tls.isEmpty() && !settings.flag(Setting.INSECURE_LISTEN) && !listeners.s3().isLoopback()) {
      throw new ConfigurationException(
          "%s: %s is not a loopback address, and what clients send there is not yet encrypted: set tls.certificate and tls.key, or --insecure-listen if something in front speaks TLS"
              .formatted(settings.place(Setting.LISTEN), listeners.s3()));
    }
    return new Configuration(
        data,
        new Unlock(
            settings.path(Setting.VAULT_PASSPHRASE_FILE),
            settings.text(Setting.VAULT_KMS_ENDPOINT).map(URI::create),
            settings.path(Setting.VAULT_KMS_TOKEN_FILE)),
        listeners,
        tls,
        upstream(settings),
        settings.flag(Setting.LOCAL_FSYNC),
        limits(settings),
        log(settings),
        listing(settings));
  }

  private static Limits limits(Settings settings) throws ConfigurationException {
    require(
        settings,
        Setting.LIMITS_THREADS,
        settings.count(Setting.LIMITS_THREADS) >= ServerSettings.LEAST_THREADS,
        "at least " + ServerSettings.LEAST_THREADS);
    // Who stops the proxy kills it after ten seconds.
    require(
        settings,
        Setting.LIMITS_DRAIN_TIMEOUT,
        settings.duration(Setting.LIMITS_DRAIN_TIMEOUT).compareTo(LONGEST_DRAIN) <= 0,
        "at most " + LONGEST_DRAIN.toSeconds() + "s");
    return new Limits(
        settings.count(Setting.LIMITS_THREADS),
        settings.count(Setting.LIMITS_CONNECTIONS),
        settings.duration(Setting.LIMITS_IDLE_TIMEOUT),
        settings.duration(Setting.LIMITS_DRAIN_TIMEOUT));
  }

  private static void require(Settings settings, Setting setting, boolean holds, String expected)
      throws ConfigurationException {
    if (!holds) {
      throw new ConfigurationException(
          "%s: %s must be %s, not \"%s\""
              .formatted(
                  settings.place(setting),
                  setting.path(),
                  expected,
                  settings.text(setting).orElse("")));
    }
  }

  private static Log log(Settings settings) {
    return new Log(
        settings.text(Setting.LOG_LEVEL).orElseThrow(),
        settings.text(Setting.LOG_FORMAT).orElseThrow().equals("json"),
        settings.path(Setting.LOG_FILE),
        settings.flag(Setting.LOG_REQUESTS),
        settings.flag(Setting.LOG_NAMES));
  }

  private static Listing listing(Settings settings) throws ConfigurationException {
    Map<String, ListOrder> buckets = new TreeMap<>();
    for (Map.Entry<String, Settings.Given> bucket :
        settings.buckets(BucketTable.ORDERS).entrySet()) {
      if (!BUCKET.matcher(bucket.getKey()).matches()) {
        throw new ConfigurationException(
            bucket.getValue().place() + ": no bucket can be called " + bucket.getKey());
      }
      buckets.put(bucket.getKey(), order(bucket.getValue().text()));
    }
    ListOrder order = order(settings.text(Setting.LISTING_ORDER).orElseThrow());
    return new Listing(new ListOrders(order, buckets), settings.duration(Setting.LISTING_REMEMBER));
  }

  private static ListOrder order(String text) {
    return Arrays.stream(ListOrder.values())
        .filter(order -> order.label().equals(text))
        .findAny()
        .orElseThrow();
  }

  private static Optional<TlsFiles> tls(Settings settings) throws ConfigurationException {
    Optional<Path> certificate = settings.path(Setting.TLS_CERTIFICATE);
    Optional<Path> key = settings.path(Setting.TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      Setting given = certificate.isPresent() ? Setting.TLS_CERTIFICATE : Setting.TLS_KEY;
      throw new ConfigurationException(
          settings.place(given) + ": tls.certificate and tls.key are set both or neither");
    }
    return certificate.map(file -> new TlsFiles(file, key.orElseThrow()));
  }

  private static Optional<UpstreamSettings> upstream(Settings settings)
      throws ConfigurationException {
    requireUpstreamLimits(settings);
    Map<String, UpstreamSettings.Place> buckets = buckets(settings);
    Optional<String> url = settings.text(Setting.UPSTREAM_URL);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    // A request may need a second connection while it holds one: where all could be held, all
    // would wait for another.
    int threads = settings.count(Setting.LIMITS_THREADS);
    require(
        settings,
        Setting.UPSTREAM_CONNECTIONS,
        settings.count(Setting.UPSTREAM_CONNECTIONS) >= threads,
        "at least " + threads + ", which is limits.threads");
    UpstreamSettings fallback = UpstreamSettings.of(URI.create(url.get()));
    return Optional.of(
        new UpstreamSettings(
            fallback.endpoint(),
            settings.text(Setting.UPSTREAM_REGION).orElseThrow(),
            settings.flag(Setting.UPSTREAM_PATH_STYLE),
            settings.path(Setting.UPSTREAM_CA),
            settings.text(Setting.UPSTREAM_PROFILE),
            settings.duration(Setting.UPSTREAM_CONNECT_TIMEOUT),
            settings.duration(Setting.UPSTREAM_IDLE_TIMEOUT),
            settings.duration(Setting.UPSTREAM_RESPONSE_TIMEOUT),
            settings.count(Setting.UPSTREAM_CONNECTIONS),
            settings.count(Setting.UPSTREAM_RETRIES),
            settings.flag(Setting.UPSTREAM_CHECKSUMS),
            settings.size(Setting.UPSTREAM_COPY_LIMIT),
            buckets));
  }

  /** Also without an upstream: a value that waits there to fail is wrong today. */
  private static void requireUpstreamLimits(Settings settings) throws ConfigurationException {
    require(
        settings,
        Setting.UPSTREAM_RETRIES,
        settings.count(Setting.UPSTREAM_RETRIES) <= MOST_RETRIES,
        "at most " + MOST_RETRIES);
    require(
        settings,
        Setting.UPSTREAM_CONNECTIONS,
        settings.count(Setting.UPSTREAM_CONNECTIONS) <= MOST_UPSTREAM_CONNECTIONS,
        "at most " + MOST_UPSTREAM_CONNECTIONS);
    long copyLimit = settings.size(Setting.UPSTREAM_COPY_LIMIT);
    require(
        settings,
        Setting.UPSTREAM_COPY_LIMIT,
        copyLimit >= UpstreamSettings.LEAST_COPY_LIMIT
            && copyLimit <= UpstreamSettings.MOST_COPY_LIMIT,
        "5MiB to 5GiB");
  }

  private static Map<String, UpstreamSettings.Place> buckets(Settings settings)
      throws ConfigurationException {
    Map<String, UpstreamSettings.Place> buckets = new TreeMap<>();
    for (Map.Entry<String, Settings.Given> entry :
        settings.buckets(BucketTable.PLACES).entrySet()) {
      Settings.Given given = entry.getValue();
      if (settings.text(Setting.UPSTREAM_URL).isEmpty()) {
        throw new ConfigurationException(
            given.place() + ": buckets are mapped only if upstream.url is set");
      }
      if (!BUCKET.matcher(entry.getKey()).matches() || !TARGET.matcher(given.text()).matches()) {
        throw new ConfigurationException(
            given.place()
                + ": a mapped bucket must be \"bucket\" = \"upstream-bucket\" or \"upstream-bucket/prefix/\"");
      }
      String[] place = given.text().split("/", 2);
      buckets.put(
          entry.getKey(), new UpstreamSettings.Place(place[0], place.length > 1 ? place[1] : ""));
    }
    return buckets;
  }
}
