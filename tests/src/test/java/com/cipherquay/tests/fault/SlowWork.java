package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.Sigv4;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A client behind a bad line: writes or reads one object for as long as half a minute, a little at
 * a time, and so keeps a thread of the proxy.
 */
final class SlowWork implements LoadWork {

  private static final int PIECES = 64;

  /** So small that the proxy has to wait for this client. */
  private static final int RECEIVE_BUFFER = 16 * 1024;

  private final Endpoint endpoint;
  private final String path;
  private final boolean upload;
  private final byte[] body;
  private final int pauseMillis;

  /**
   * A slow client.
   *
   * @param path of the object
   * @param upload whether it writes the object; else the object is there
   * @param body what the object holds
   * @param pauseMillis between its 64 pieces
   */
  SlowWork(Endpoint endpoint, String path, boolean upload, byte[] body, int pauseMillis) {
    this.endpoint = endpoint;
    this.path = path;
    this.upload = upload;
    this.body = body;
    this.pauseMillis = pauseMillis;
  }

  @Override
  public void once() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.setSoTimeout(60_000);
      socket.connect(new InetSocketAddress(endpoint.uri().getHost(), endpoint.uri().getPort()));
      RawRequest request = RawRequest.of(upload ? "PUT" : "GET", path);
      RawRequest sized =
          upload ? request.with("content-length", Integer.toString(body.length)) : request;
      byte[] head = new Sigv4(endpoint, Instant.now()).head(sized, Sigv4.UNSIGNED).bytes();
      socket.getOutputStream().write(head);
      if (upload) {
        send(socket);
      }
      int status = Integer.parseInt(head(socket.getInputStream()).split(" ", 3)[1]);
      if (status != 200) {
        throw new RefusedException(new RawResponse(status, List.of(), new byte[0]));
      }
      if (!upload) {
        receive(socket.getInputStream());
      }
    }
  }

  private void send(Socket socket) throws IOException {
    int piece = body.length / PIECES;
    for (int i = 0; i < PIECES; i++) {
      pauseBetween();
      socket.getOutputStream().write(body, i * piece, piece);
    }
  }

  private void receive(InputStream in) throws IOException {
    int piece = body.length / PIECES;
    for (int i = 0; i < PIECES; i++) {
      pauseBetween();
      byte[] read = in.readNBytes(piece);
      if (read.length < piece) {
        throw new EOFException("the answer ends in piece " + i);
      }
      assertEquals(
          -1, Arrays.mismatch(read, Arrays.copyOfRange(body, i * piece, i * piece + piece)));
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (last != 0x0d0a0d0a) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("no answer");
      }
      head.write(next);
      last = last << 8 | next;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private void pauseBetween() throws IOException {
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public int pause() {
    return 1000;
  }

  @Override
  public void disconnect() {
    // Every transfer has a connection of its own.
  }
}
