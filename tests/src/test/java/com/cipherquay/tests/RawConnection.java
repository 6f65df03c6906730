package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
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
final class RawConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  /** Connects; a read that takes longer than 30 s fails. */
  static RawConnection open(URI endpoint) throws IOException {
    Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return new RawConnection(socket, new BufferedInputStream(socket.getInputStream(), 65_536));
  }

  /** Writes bytes as they are, in a segment of their own. */
  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Ends our side of the connection, so that the server sees the end of the request. */
  void finishSending() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads one answer, interim ones skipped. */
  RawResponse receive(boolean head) throws IOException {
    while (true) {
      String status = line();
      int code = Integer.parseInt(status.split(" ", 3)[1]);
      List<Map.Entry<String, String>> headers = headers();
      if (code >= 200) {
        RawResponse bare = new RawResponse(code, headers, new byte[0]);
        return new RawResponse(code, headers, head || code == 304 ? new byte[0] : body(bare));
      }
    }
  }

  /** Reads the status of one answer that has no body, an interim one too. */
  int receiveInterim() throws IOException {
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

  private byte[] body(RawResponse response) throws IOException {
    if (response.header("transfer-encoding").isPresent()) {
      return chunks();
    }
    String length = response.header("content-length").orElse("");
    return length.isEmpty() ? noLength(response) : exactly(Integer.parseInt(length));
  }

  private byte[] noLength(RawResponse response) throws IOException {
    return response.status() == 204 ? new byte[0] : in.readAllBytes();
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(exactly(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body ends after " + bytes.length + " of " + length);
    }
    return bytes;
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
