package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product as a process of its own, started through its launcher with a heap of 256 MiB, on
 * ports of the system's choice. The creator closes it.
 */
public final class ProxyProcess implements AutoCloseable {

  private static final String READY = "ready ";
  private static final Pattern ADMIN = Pattern.compile("admin listener on (http://\\S+)");
  private static final int STOP_SECONDS = 12;

  private final Process process;
  private final Path data;
  private final Endpoint endpoint;

  private ProxyProcess(Process process, Path data, Endpoint endpoint) {
    this.process = process;
    this.data = data;
    this.endpoint = endpoint;
  }

  /** What to start, beyond the defaults. */
  public record Setup(
      Path data, List<String> program, List<String> options, Map<String, String> environment) {

    private static Setup of(Path data, List<String> options, Map<String, String> environment) {
      List<String> launcher = List.of(projectRoot().resolve("bin/cipherquay").toString());
      return new Setup(data, launcher, options, environment);
    }

    public static Setup local(Path data) {
      return of(data, List.of(), Map.of());
    }

    /** An upstream S3, with its credentials where the AWS SDK looks for them. */
    public static Setup upstream(Path data, Endpoint upstream) {
      return of(
          data,
          List.of("--upstream", upstream.uri().toString()),
          Map.of(
              "AWS_ACCESS_KEY_ID", upstream.accessKeyId(),
              "AWS_SECRET_ACCESS_KEY", upstream.secretAccessKey(),
              "AWS_REGION", Endpoint.REGION));
    }

    public Setup with(String variable, String value) {
      Map<String, String> more = new HashMap<>(environment);
      more.put(variable, value);
      return new Setup(data, program, options, more);
    }

    /** Instead of the launcher. */
    public Setup startedBy(List<String> otherProgram) {
      return new Setup(data, otherProgram, options, environment);
    }
  }

  /** Starts the product and waits for its ready line. */
  public static ProxyProcess start(Setup setup) {
    try {
      Process process = launch(setup);
      URI uri = awaitReady(process, setup.data());
      return new ProxyProcess(process, setup.data(), CredentialsFile.read(setup.data(), uri));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(Setup setup) throws IOException {
    Path root = projectRoot();
    List<String> command = new ArrayList<>(setup.program());
    command.addAll(List.of("serve", "--data", setup.data().toString()));
    command.addAll(List.of("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
    command.addAll(setup.options());
    Files.createDirectories(setup.data());
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.redirectError(log(setup.data()).toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CIPHERQUAY_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put("CIPHERQUAY_JAVA_OPTS", "-Xmx256m " + System.getProperty("cipherquay.tests.jit", ""));
    builder.environment().putAll(setup.environment());
    return builder.start();
  }

  private static URI awaitReady(Process process, Path data) throws IOException {
    BufferedReader out = process.inputReader(UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        drain(out);
        return URI.create(line.substring(READY.length()).trim());
      }
      seen.append(line).append('\n');
    }
    throw new IllegalStateException(
        "the proxy ended before it was ready:\n" + seen + Files.readString(log(data)));
  }

  private static void drain(BufferedReader out) {
    Thread reader =
        new Thread(() -> out.lines().forEach(line -> {}), "what the proxy prints later");
    reader.setDaemon(true);
    reader.start();
  }

  /** Where the standard error of the proxy over a data directory goes. */
  private static Path log(Path data) {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  /** The root of the checkout, as the build says; a test run by hand starts there. */
  public static Path projectRoot() {
    return Path.of(System.getProperty("cipherquay.root", "")).toAbsolutePath();
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** The data directory. */
  public Path data() {
    return data;
  }

  public long pid() {
    return process.pid();
  }

  /** GETs a path of the admin listener. */
  public HttpResponse<String> admin(String path) throws IOException, InterruptedException {
    Matcher said = ADMIN.matcher(log());
    if (!said.find()) {
      throw new IllegalStateException("the proxy does not say where its admin listener is");
    }
    URI admin = URI.create(said.group(1));
    HttpRequest request = HttpRequest.newBuilder(admin.resolve(path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What stands in the standard error so far. */
  public String log() throws IOException {
    return Files.readString(log(data));
  }

  /** SIGKILL: nothing in the process gets a chance to tidy up. */
  public void kill() {
    process.destroyForcibly();
    await("kill -9", STOP_SECONDS);
  }

  /** SIGTERM, and the exit status that comes of it. */
  public int stop() {
    return stop(STOP_SECONDS);
  }

  /** SIGTERM to a process that has more to do at its end than to stop. */
  public int stop(int seconds) {
    // Process.destroy() would close its streams too.
    boolean unused = process.toHandle().destroy();
    await("SIGTERM", seconds);
    return process.exitValue();
  }

  /** SIGTERM, which drains and must end the process within 10 seconds. */
  @Override
  public void close() {
    process.destroy();
    await("SIGTERM", STOP_SECONDS);
  }

  private void await(String signal, int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the proxy does not stop on " + signal);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
