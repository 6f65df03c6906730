package com.cipherquay.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the S3 listener, followed while it changes on disk. New connections get the
 * new one, open ones keep theirs. The creator closes it.
 *
 * <p>The files are looked at every few seconds: notifications of the file system miss the ways in
 * which certificates are replaced (renamed links, mounted secrets).
 */
final class Certificates implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

  private final Configuration.TlsFiles files;
  private final SslContextFactory.Server context;
  private final ScheduledExecutorService watcher;
  private List<Object> seen;

  private Certificates(
      Configuration.TlsFiles files, SslContextFactory.Server context, List<Object> seen) {
    this.files = files;
    this.context = context;
    this.seen = seen;
    this.watcher =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "certificates");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Loads the files and begins to follow them.
   *
   * @throws IOException if they do not make a certificate and its key
   */
  static Certificates follow(Configuration.TlsFiles files, Duration period) throws IOException {
    SslContextFactory.Server context = new SslContextFactory.Server();
    List<Object> state = state(files);
    context.setKeyStore(PemFiles.keyStore(files));
    context.setKeyStorePassword(PemFiles.PASSWORD);
    Certificates certificates = new Certificates(files, context, state);
    certificates.watch(period);
    return certificates;
  }

  private void watch(Duration period) {
    long millis = period.toMillis();
    // The watcher lives as long as this object; what a look throws would end it, so none throws.
    var unused = watcher.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** For the listener. */
  SslContextFactory.Server context() {
    return context;
  }

  private void look() {
    try {
      List<Object> now = state(files);
      if (!now.equals(seen)) {
        seen = now;
        reload();
      }
    } catch (IOException e) {
      LOG.warn("the certificate stays as it is: {}", e.getMessage());
    }
  }

  private void reload() throws IOException {
    KeyStore store = PemFiles.keyStore(files);
    try {
      context.reload(factory -> factory.setKeyStore(store));
      LOG.info("the certificate was loaded again from {}", files.certificate());
    } catch (Exception e) { // Jetty declares it
      throw new IOException(e);
    }
  }

  /** What changes when a file is replaced, be it written, renamed into place or linked anew. */
  private static List<Object> state(Configuration.TlsFiles files) throws IOException {
    return List.of(
        stamp(files.certificate()), Files.size(files.certificate()),
        files.certificate().toRealPath(), stamp(files.key()),
        Files.size(files.key()), files.key().toRealPath());
  }

  private static FileTime stamp(Path file) throws IOException {
    return Files.getLastModifiedTime(file);
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
