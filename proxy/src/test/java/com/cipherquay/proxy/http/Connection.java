package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection, kept open between requests, on which every byte is the test's own. */
public final class Connection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static Connection open(URI uri) throws IOException {
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new Connection(socket);
  }

  /** Writes a request and reads its answer. */
  public Reply send(SignedRequest request) throws IOException {
    write(request.head());
    write(request.body());
    return read(request.method().equals("HEAD"));
  }

  /** Sends a head that promises so many bytes and waits to be asked for them. */
  public Reply announce(SignedRequest request, long length) throws IOException {
    write(
        request
            .with("Expect", "100-continue")
            .head(List.of(Map.entry("Content-Length", Long.toString(length)))));
    return read();
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void write(String bytes) throws IOException {
    write(bytes.getBytes(ISO_8859_1));
  }

  Reply read() throws IOException {
    return read(false);
  }

  /** Reads one answer; {@link EOFException} if the connection ends before it does. */
  Reply read(boolean headOnly) throws IOException {
    String statusLine = line();
    Map<String, String> headers = new TreeMap<>();
    for (String field = line(); !field.isEmpty(); field = line()) {
      int colon = field.indexOf(':');
      headers.merge(
          field.substring(0, colon).toLowerCase(Locale.ROOT),
          field.substring(colon + 1).strip(),
          (first, next) -> first + "," + next);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    boolean bodiless = headOnly || status == 304 || status == 204 || status < 200;
    int length = bodiless ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException(body.length + " of " + length + " bytes");
    }
    return new Reply(status, headers, body);
  }

  /** Whether the other side has closed, waiting for it if need be. */
  boolean ended() throws IOException {
    return in.read() < 0;
  }

  /** Whether the other side closes, whatever it says before. */
  boolean endsWithoutMore() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
    return true;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("after " + line);
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
