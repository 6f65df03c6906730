package com.cipherquay.tests.fault;

import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.RawConnection;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.Sigv4;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Requests one after the other over a connection that is kept. Not thread-safe. */
final class KeptConnection implements AutoCloseable {

  private final Endpoint endpoint;
  private Optional<RawConnection> open = Optional.empty();

  KeptConnection(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** The answer, whatever it is. */
  RawResponse call(RawRequest request, byte[] body) throws IOException {
    boolean bare = body.length == 0 && !request.method().equals("PUT");
    RawRequest sized =
        bare ? request : request.with("content-length", Integer.toString(body.length));
    byte[] head = new Sigv4(endpoint, Instant.now()).head(sized, Sigv4.UNSIGNED).bytes();
    RawConnection connection = open.isPresent() ? open.get() : RawConnection.open(endpoint.uri());
    open = Optional.of(connection);
    connection.send(head);
    connection.send(body);
    RawResponse answer = connection.receive(request.method().equals("HEAD"));
    if (answer.closes()) {
      close();
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
      open = Optional.empty();
    }
  }
}
