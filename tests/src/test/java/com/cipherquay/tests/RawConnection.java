package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 connection on which the test decides every byte and every TCP segment. Not
 * thread-safe.
 */
public final class RawConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int BUFFER = 65_536;

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  /** Connects; a read that takes longer than 30 s fails. */
  public static RawConnection open(URI endpoint) throws IOException {
    Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return new RawConnection(socket, new BufferedInputStream(socket.getInputStream(), BUFFER));
  }

  /** Writes bytes as they are, in a segment of their own. */
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Ends our side of the connection, so that the server sees the end of the request. */
  public void finishSending() throws IOException {
    socket.shutdownOutput();
  }

  /** Whether something of an answer is here. */
  public boolean hasReceived() throws IOException {
    return in.available() > 0;
  }

  /** Reads one answer, interim ones skipped. */
  public RawResponse receive(boolean head) throws IOException {
    Received received = receiveWhatComes(head);
    if (!received.complete()) {
      throw new EOFException("the body ends after " + received.response().body().length);
    }
    return received.response();
  }

  /**
   * What came of an answer.
   *
   * @param complete whether it came to the end that it announced
   */
  public record Received(RawResponse response, boolean complete) {}

  /** Reads one answer, interim ones skipped, or as much of its body as comes. */
  public Received receiveWhatComes(boolean head) throws IOException {
    while (true) {
      String status = line();
      int code = Integer.parseInt(status.split(" ", 3)[1]);
      List<Map.Entry<String, String>> headers = headers();
      if (code >= 200) {
        RawResponse bare = new RawResponse(code, headers, new byte[0]);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean complete = head || code == 304 || body(bare, body);
        return new Received(new RawResponse(code, headers, body.toByteArray()), complete);
      }
    }
  }

  /** Reads the status of one answer that has no body, an interim one too. */
  public int receiveInterim() throws IOException {
    int code = Integer.parseInt(line().split(" ", 3)[1]);
    headers();
    return code;
  }

  private List<Map.Entry<String, String>> headers() throws IOException {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.add(
          new SimpleImmutableEntry<>(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim()));
    }
    return headers;
  }

  /** Whether the body came to its end. */
  private boolean body(RawResponse response, ByteArrayOutputStream body) throws IOException {
    try {
      if (response.header("transfer-encoding").isPresent()) {
        chunks(body);
        return true;
      }
      String length = response.header("content-length").orElse("");
      if (!length.isEmpty()) {
        exactly(Integer.parseInt(length), body);
      } else if (response.status() != 204) {
        in.transferTo(body);
      }
      return true;
    } catch (EOFException | SocketException broken) {
      return false;
    }
  }

  private void chunks(ByteArrayOutputStream body) throws IOException {
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      exactly(size, body);
      line();
    }
    line();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private void exactly(int length, ByteArrayOutputStream body) throws IOException {
    byte[] buffer = new byte[Math.min(Math.max(length, 1), BUFFER)];
    int left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException("the body ends " + left + " bytes early");
      }
      body.write(buffer, 0, count);
      left -= count;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
