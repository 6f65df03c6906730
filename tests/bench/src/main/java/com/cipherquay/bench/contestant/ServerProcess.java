package com.cipherquay.bench.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that was started here. The creator closes it. */
public final class ServerProcess implements AutoCloseable {

  private static final int STOP_SECONDS = 12;
  private static final int START_SECONDS = 60;
  private static final int PAUSE_MILLIS = 50;
  private static final String READY = "ready ";

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a program whose standard error goes to a file.
   *
   * @param command the program and its arguments
   * @param environment beyond our own
   */
  static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start());
  }

  /** What stands behind {@code ready} in the first line that begins with it. */
  String ready() throws IOException {
    BufferedReader out = process.inputReader(UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        drain(out);
        return line.substring(READY.length()).trim();
      }
    }
    throw new IOException("a process ended before it was ready: " + process.info());
  }

  private static void drain(BufferedReader out) {
    Thread reader = new Thread(() -> out.lines().forEach(line -> {}), "output of a process");
    reader.setDaemon(true);
    reader.start();
  }

  /** Waits until somebody listens on a port. */
  void awaitPort(int port) throws IOException, InterruptedException {
    drain(process.inputReader(UTF_8));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        throw new IOException("nobody listens on port " + port + ": " + process.info());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The process and those it started. */
  public List<Long> pids() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
