package com.cipherquay.tests.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command as a process, running until it is stopped or ends by itself. */
final class Serving implements AutoCloseable {

  private static final int SECONDS = 30;
  private static final Pattern ADMIN = Pattern.compile("admin listener on (\\S+)");

  private final Process process;
  private final BufferedReader out;
  private final Path err;
  private final List<String> printed = new ArrayList<>();

  private Serving(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.err = err;
  }

  /** Starts {@code cipherquay} with these arguments, exactly. */
  static Serving command(Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("cipherquay.root", ".."), "bin/cipherquay").toString());
    command.addAll(arguments);
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CIPHERQUAY_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("CIPHERQUAY_JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
    builder.environment().putAll(environment);
    return new Serving(builder.start(), err);
  }

  /** Starts {@code serve} on free ports with further arguments. */
  static Serving serve(Path folder, Path data, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("serve", "--data", data.toString()));
    arguments.addAll(List.of("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
    arguments.addAll(List.of(more));
    return command(folder, Map.of("CIPHERQUAY_LIMITS_DRAIN_TIMEOUT", "2s"), arguments);
  }

  /** Waits for the line {@code ready}; everything printed before it would be a fault. */
  URI awaitReady() throws IOException {
    String line = out.readLine();
    if (line == null || !line.startsWith("ready ")) {
      throw new IllegalStateException("not ready but: " + line + "\n" + err());
    }
    printed.add(line);
    return URI.create(line.substring("ready ".length()));
  }

  /** Where the admin listener is, as the service log says. */
  URI admin() throws IOException {
    Matcher line = ADMIN.matcher(err());
    if (!line.find()) {
      throw new IllegalStateException("no admin listener in the log:\n" + err());
    }
    return URI.create(line.group(1));
  }

  /** The status of a GET at the admin listener; -1 if it does not answer any more. */
  int adminStatus(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(admin().resolve(path)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  String adminText(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(admin().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Sends SIGTERM. */
  void terminate() {
    // Process.destroy() would close the streams too, before they are read.
    boolean unused = process.toHandle().destroy();
  }

  /** Waits for the end; the exit status. */
  int awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it does not end\n" + err());
    }
    out.lines().forEach(printed::add);
    return process.exitValue();
  }

  /** All lines of the standard output, after the end. */
  List<String> out() {
    return List.copyOf(printed);
  }

  /** The standard error so far. */
  String err() throws IOException {
    return Files.readString(err);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
