package com.cipherquay.bench.contestant;

import com.cipherquay.bench.load.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The product through its launcher, with its default settings, the access log among them. */
final class Cipherquay {

  static final String HEAP = "-Xmx256m";
  private static final String OPTIONS = "CIPHERQUAY_JAVA_OPTS";

  private Cipherquay() {}

  static Contestant start(Place place, int originPort, boolean hashBodies)
      throws IOException, InterruptedException {
    Path data = place.scratch().resolve("cipherquay");
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(OPTIONS, HEAP + " " + Optional.ofNullable(System.getenv(OPTIONS)).orElse(""));
    environment.put("AWS_ACCESS_KEY_ID", "origin-id");
    environment.put("AWS_SECRET_ACCESS_KEY", "origin-secret");
    ServerProcess server =
        ServerProcess.start(
            List.of(
                place.checkout().resolve("bin/cipherquay").toString(),
                "serve",
                "--data=" + data,
                "--listen=127.0.0.1:0",
                "--admin=127.0.0.1:0",
                "--upstream=http://127.0.0.1:" + originPort),
            environment,
            place.log("cipherquay"));
    int port = URI.create(server.awaitReady()).getPort();
    List<String> credentials = Files.readAllLines(data.resolve("credentials"));
    Endpoint endpoint =
        new Endpoint(
            port,
            value(credentials, "aws_access_key_id"),
            value(credentials, "aws_secret_access_key"),
            ContestantKind.CIPHERQUAY.id(),
            hashBodies);
    return new Contestant(ContestantKind.CIPHERQUAY, endpoint, Optional.of(server));
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf('=') + 1).trim())
        .findFirst()
        .orElseThrow();
  }
}
