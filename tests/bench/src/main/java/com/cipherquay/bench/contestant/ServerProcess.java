package com.cipherquay.bench.contestant;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
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
  private final Path out;

  private ServerProcess(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /**
   * Starts a program whose output goes to files.
   *
   * @param command the program and its arguments
   * @param environment beyond our own
   */
  static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    Path out = log.resolveSibling(log.getFileName() + ".out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(log.toFile()).redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start(), out);
  }

  /** What stands behind {@code ready} in the first line that begins with it. */
  String awaitReady() throws IOException, InterruptedException {
    long end = deadline();
    while (true) {
      List<String> lines = Files.readAllLines(out);
      for (String line : lines) {
        if (line.startsWith(READY)) {
          return line.substring(READY.length()).trim();
        }
      }
      pause(end, "is not ready");
    }
  }

  /** Waits until somebody listens on a port. */
  void awaitPort(int port) throws IOException, InterruptedException {
    long end = deadline();
    while (!listens(port)) {
      pause(end, "does not listen on port " + port);
    }
  }

  private static long deadline() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
  }

  private void pause(long end, String fault) throws IOException, InterruptedException {
    if (!process.isAlive() || System.nanoTime() - end > 0) {
      throw new IOException("a contestant " + fault + ": " + process.info());
    }
    Thread.sleep(PAUSE_MILLIS);
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
