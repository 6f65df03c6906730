package com.cipherquay.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The store in memory. The creator closes it. */
public final class OriginProcess implements AutoCloseable {

  /** What is uploaded and never removed, for five contestants. */
  private static final String MEMORY = "-XX:MaxDirectMemorySize=8g";

  private final ServerProcess server;
  private final int port;

  private OriginProcess(ServerProcess server, int port) {
    this.server = server;
    this.port = port;
  }

  public static OriginProcess start(Place place) throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path");
    ServerProcess server =
        ServerProcess.start(
            List.of(
                place.java(),
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseParallelGC",
                MEMORY,
                "-cp",
                classPath,
                "com.cipherquay.bench.origin.Origin"),
            Map.of(),
            place.log("origin"));
    return new OriginProcess(server, Integer.parseInt(server.awaitReady()));
  }

  public int port() {
    return port;
  }

  public List<Long> pids() {
    return server.pids();
  }

  /** How many requests it has had. */
  public long calls() throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/_calls");
    try (InputStream answer = uri.toURL().openStream()) {
      return Long.parseLong(new String(answer.readAllBytes(), UTF_8));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
