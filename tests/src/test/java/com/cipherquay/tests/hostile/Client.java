package com.cipherquay.tests.hostile;

import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.RawConnection;
import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.Sigv4;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A client of the proxy that keeps its connection as long as the proxy does. For one thread. */
final class Client implements AutoCloseable {

  private static final Duration SAME_TIME = Duration.ofSeconds(30);

  private final Endpoint endpoint;
  private Optional<RawConnection> open = Optional.empty();
  private Sigv4 signer;
  private Instant signed;

  Client(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.signed = Instant.now();
    this.signer = new Sigv4(endpoint, signed);
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** A signed request. */
  Received call(RawRequest request, byte[] body) throws IOException {
    RawRequest sized = sized(request, body.length);
    return send(request.method(), signer().head(sized, Bodies.sha256(body)).bytes(), body);
  }

  private Sigv4 signer() {
    Instant now = Instant.now();
    if (now.isAfter(signed.plus(SAME_TIME))) {
      signed = now;
      signer = new Sigv4(endpoint, now);
    }
    return signer;
  }

  static RawRequest sized(RawRequest request, int length) {
    boolean bare = length == 0 && !request.method().startsWith("P");
    return bare ? request : request.with("content-length", Integer.toString(length));
  }

  /** Sends a head and a body as they are, and takes what comes of an answer. */
  Received send(String method, byte[] head, byte[] body) throws IOException {
    RawConnection connection = connection();
    try {
      connection.send(head);
      if (body.length > 0) {
        connection.send(body);
      }
    } catch (SocketException refused) {
      // The proxy may answer before it has the body, and close; what it says is there to read.
      return receive(connection, method, true);
    }
    return receive(connection, method, false);
  }

  private Received receive(RawConnection connection, String method, boolean last)
      throws IOException {
    Received received = connection.receiveWhatComes(method.equals("HEAD"));
    if (last || !received.complete() || received.response().closes()) {
      close();
    }
    return received;
  }

  /** Sends the beginning of a request, and goes away. */
  void breakOff(byte[] head, byte[] part) throws IOException {
    connection().send(head);
    connection().send(part);
    close();
  }

  private RawConnection connection() throws IOException {
    if (open.isEmpty()) {
      open = Optional.of(RawConnection.open(endpoint.uri()));
    }
    return open.get();
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
      open = Optional.empty();
    }
  }
}
