package com.cipherquay.proxy.upstream;

import java.net.URI;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** S3Proxy on a port of its own, with its objects in memory; it verifies every signature. */
public final class S3ProxyServer implements AutoCloseable {

  private static final String ACCESS_KEY = "test-access-key";
  private static final String SECRET = "test-secret";

  private final S3Proxy server;
  private final String scheme;
  private final int port;

  private S3ProxyServer(S3Proxy server, String scheme, int port) {
    this.server = server;
    this.scheme = scheme;
    this.port = port;
  }

  /** Starts one that speaks plain HTTP. */
  public static S3ProxyServer start() {
    return start(Optional.empty());
  }

  /** Starts one that speaks TLS, if there is a key store to take its certificate from. */
  static S3ProxyServer start(Optional<TestCertificate> certificate) {
    URI any = URI.create(certificate.isPresent() ? "https://localhost:0" : "http://127.0.0.1:0");
    S3Proxy.Builder builder =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET);
    if (certificate.isPresent()) {
      TestCertificate own = certificate.get();
      builder.secureEndpoint(any).keyStore(own.keyStore().toString(), TestCertificate.PASSWORD);
    } else {
      builder.endpoint(any);
    }
    S3Proxy server = builder.build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not start", e);
    }
    int port = certificate.isPresent() ? server.getSecurePort() : server.getPort();
    return new S3ProxyServer(server, any.getScheme(), port);
  }

  public URI endpoint() {
    return URI.create(scheme + "://127.0.0.1:" + port);
  }

  public static AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not stop", e);
    }
  }
}
