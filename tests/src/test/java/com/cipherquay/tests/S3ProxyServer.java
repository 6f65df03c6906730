package com.cipherquay.tests;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3 server that others wrote, in this process. */
public final class S3ProxyServer implements AutoCloseable {

  private final S3Proxy server;
  private final Endpoint endpoint;

  private S3ProxyServer(S3Proxy server, Endpoint endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** With its objects in memory. */
  public static S3ProxyServer start() {
    return start(new TransientNio2BlobStore());
  }

  /** With its objects in an empty folder. */
  public static S3ProxyServer startOn(Path folder) {
    return start(new FilesystemNio2BlobStore(folder.toString()));
  }

  private static S3ProxyServer start(BlobStore store) {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "upstream-id", "upstream-secret")
            .build();
    try {
      server.start();
    } catch (Exception e) { // what S3Proxy declares
      throw new IllegalStateException("S3Proxy does not start", e);
    }
    URI uri = URI.create("http://127.0.0.1:" + server.getPort());
    return new S3ProxyServer(server, new Endpoint(uri, "upstream-id", "upstream-secret"));
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // what S3Proxy declares
      throw new IllegalStateException("S3Proxy does not stop", e);
    }
  }
}
