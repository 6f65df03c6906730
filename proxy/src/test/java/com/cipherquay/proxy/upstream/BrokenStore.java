package com.cipherquay.proxy.upstream;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that says whatever a test lets it say, to the first request of each connection. */
final class BrokenStore implements AutoCloseable {

  /** What the server does with a request; then it closes the connection. */
  @FunctionalInterface
  interface Script {
    void play(Call call) throws Exception;
  }

  /**
   * A request, read up to the end of its header fields.
   *
   * @param head the request line and the fields
   * @param socket the connection
   */
  record Call(String head, Socket socket) {

    String line() {
      return head.substring(0, head.indexOf('\r'));
    }

    Optional<String> field(String name) {
      Pattern pattern = Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\r?$");
      Matcher matcher = pattern.matcher(head);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    byte[] body() throws IOException {
      int length = Integer.parseInt(field("content-length").orElse("0"));
      return socket.getInputStream().readNBytes(length);
    }

    /** Waits for another request on the same connection. */
    Call next() throws IOException {
      return new Call(BrokenStore.head(socket.getInputStream()), socket);
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Reads the request to its end and answers it. */
    void answer(String status, String document, String... fields) throws IOException {
      var unused = body();
      StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
      for (String field : fields) {
        text.append(field).append("\r\n");
      }
      text.append("Content-Length: ").append(document.length()).append("\r\n\r\n");
      send(text + (line().startsWith("HEAD ") ? "" : document));
    }

    /** Breaks the connection off as a crash does. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Exception> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private BrokenStore(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
  }

  static BrokenStore playing(Script script) throws IOException {
    return playing(script, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  /** With a listener of the test's, which the server closes. */
  static BrokenStore playing(Script script, ServerSocket listener) {
    BrokenStore store = new BrokenStore(listener, script);
    store.threads.execute(store::accept);
    return store;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** The requests so far. */
  List<Call> calls() {
    return calls;
  }

  /** How many connections were closed here. */
  int closed() {
    return closed.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // The listener was closed, at the end of the test.
      failures.add(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Call call = new Call(head(socket.getInputStream()), socket);
      calls.add(call);
      script.play(call);
    } catch (Exception e) {
      // Mostly the other side giving up on a connection that this side was about to break.
      failures.add(e);
    } finally {
      closed.incrementAndGet();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** What went wrong here, for a look at a test that fails. */
  List<Exception> failures() {
    return failures;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
