package com.cipherquay.tests;

import static com.cipherquay.tests.ProxyProcess.Setup.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The endpoints that the suites run against, each started when first asked for and stopped at the
 * end of the JVM.
 *
 * <p>The system property {@code cipherquay.tests.subjects} names them, separated by commas:
 *
 * <ul>
 *   <li>{@code local}: the product over its own store;
 *   <li>{@code s3proxy}: the product over S3Proxy;
 *   <li>{@code radosgw}: the product over the S3 of {@code cipherquay.tests.upstream}, which has
 *       the form {@code http://ID:SECRET@HOST:PORT};
 *   <li>{@code direct}: that S3 itself, without the product: shows that a suite asks for what S3
 *       does.
 * </ul>
 */
final class Subjects {

  /** The domain of virtual-host requests. */
  static final String DOMAIN = "s3.test";

  private static final Map<String, Subject> STARTED = new ConcurrentHashMap<>();
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Subjects::closeAll, "stop the subjects"));
  }

  private Subjects() {}

  /** The subjects of this run. */
  static Stream<Subject> all() {
    return names().map(Subjects::named);
  }

  /** Their names. */
  static Stream<String> names() {
    String names = System.getProperty("cipherquay.tests.subjects", "local,s3proxy");
    return Arrays.stream(names.split(","));
  }

  /** A subject by name, whether or not this run lists it. */
  static synchronized Subject named(String name) {
    return STARTED.computeIfAbsent(name, Subjects::start);
  }

  private static Subject start(String name) {
    return switch (name) {
      case "local" -> Subject.of(name, product(ProxyProcess.Setup.local(temporary(name))));
      case "s3proxy" -> Subject.of(name, product(upstream(temporary(name), s3proxy())));
      case "radosgw" -> Subject.of(name, product(upstream(temporary(name), given())));
      case "direct" -> Subject.withoutChecksums(name, given());
      case "direct-s3proxy" -> Subject.of(name, s3proxy());
      default -> throw new IllegalArgumentException("no subject is called " + name);
    };
  }

  private static Endpoint product(ProxyProcess.Setup setup) {
    ProxyProcess process = ProxyProcess.start(setup.with("CIPHERQUAY_DOMAIN", DOMAIN));
    OPEN.push(process);
    return process.endpoint();
  }

  private static Endpoint s3proxy() {
    S3ProxyServer server = S3ProxyServer.start();
    OPEN.push(server);
    return server.endpoint();
  }

  /** The S3 that the caller of the build brought up. */
  static Endpoint given() {
    String value = System.getProperty("cipherquay.tests.upstream", "");
    URI uri = URI.create(value);
    if (uri.getUserInfo() == null) {
      throw new IllegalStateException(
          "-Dcipherquay.tests.upstream=http://ID:SECRET@HOST:PORT is missing");
    }
    String[] user = uri.getUserInfo().split(":", 2);
    URI bare = URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort());
    return new Endpoint(bare, user[0], user[1]);
  }

  /** A data folder that is deleted after whatever is started over it has stopped. */
  private static Path temporary(String name) {
    try {
      Path folder = Files.createTempDirectory("cipherquay-" + name + "-");
      OPEN.push(() -> delete(folder));
      return folder.resolve("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void closeAll() {
    while (!OPEN.isEmpty()) {
      try {
        OPEN.pop().close();
      } catch (Exception e) { // the JVM is going down: say it, and stop the others too
        System.err.println("a subject does not stop: " + e);
      }
    }
  }
}
