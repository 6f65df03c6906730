package com.cipherquay.proxy.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS to the store, whose certificate is trusted and names its host. Thread-safe. */
final class TlsSockets {

  private final SSLSocketFactory factory;

  private TlsSockets(SSLSocketFactory factory) {
    this.factory = factory;
  }

  /**
   * Trusts the certificates of a PEM file, else those of the Java runtime.
   *
   * @throws IOException if the file can not be read
   */
  static TlsSockets trusting(Optional<Path> caFile) throws IOException {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(caFile.isPresent() ? certificates(caFile.get()) : (KeyStore) null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new TlsSockets(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS with the certificates that are trusted: " + e.getMessage(), e);
    }
  }

  /** Speaks TLS over a connection, which the result closes. */
  SSLSocket over(Socket socket, String host) throws IOException {
    SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, socket.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    // RFC 9110 section 4.3.4: the certificate must match the host.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  /** Whether a failure says that the store is not the one that is trusted. */
  static boolean isDistrust(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CertificateException || each instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  private static KeyStore certificates(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException("no certificate in " + file);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException("no PEM certificates in " + file + ": " + e.getMessage(), e);
    }
  }
}
