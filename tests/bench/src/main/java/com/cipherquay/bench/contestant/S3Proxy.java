package com.cipherquay.bench.contestant;

import com.cipherquay.bench.load.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * S3Proxy with its AWS SDK backend, configured like its users do, and as much heap as the product.
 */
final class S3Proxy {

  private static final String ACCESS_KEY = "s3proxy-id";
  private static final String SECRET = "s3proxy-secret";

  private static final String PLAIN =
      """
      s3proxy.endpoint=http://127.0.0.1:%d
      s3proxy.authorization=aws-v4
      s3proxy.identity=%s
      s3proxy.credential=%s
      jclouds.provider=aws-s3-sdk
      jclouds.endpoint=http://127.0.0.1:%d
      jclouds.region=us-east-1
      jclouds.identity=origin-id
      jclouds.credential=origin-secret
      """;

  private static final String ENCRYPTED =
      """
      s3proxy.encrypted-blobstore=true
      s3proxy.encrypted-blobstore-password=correct horse battery staple
      s3proxy.encrypted-blobstore-salt=12345678
      """;

  /** Like the one it is released with; without one it would log every byte. */
  private static final String LOGGING =
      """
      <configuration>
        <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
          <target>System.err</target>
          <encoder><pattern>%d %level %logger %msg%n</pattern></encoder>
        </appender>
        <root level="INFO"><appender-ref ref="STDERR"/></root>
      </configuration>
      """;

  private S3Proxy() {}

  static Contestant start(ContestantKind kind, Place place, int originPort, boolean hashBodies)
      throws IOException, InterruptedException {
    int port = ServerProcess.freePort();
    boolean encrypted = kind == ContestantKind.S3PROXY_ENCRYPTED;
    Path file = place.scratch().resolve(kind.id() + ".properties");
    Files.writeString(
        file, PLAIN.formatted(port, ACCESS_KEY, SECRET, originPort) + (encrypted ? ENCRYPTED : ""));
    Path logging = place.scratch().resolve("logback.xml");
    Files.writeString(logging, LOGGING);
    ServerProcess server =
        ServerProcess.start(
            List.of(
                place.java(),
                Cipherquay.HEAP,
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                place.checkout().resolve("tests/bench/target/s3proxy").toString() + "/*",
                "org.gaul.s3proxy.Main",
                "--properties",
                file.toString()),
            Map.of(),
            place.log(kind.id()));
    server.awaitPort(port);
    Endpoint endpoint = new Endpoint(port, ACCESS_KEY, SECRET, kind.id(), hashBodies);
    return new Contestant(kind, endpoint, Optional.of(server));
  }
}
