package com.cipherquay.bench.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection and what signs for it. For one thread. */
final class Client implements Closeable {

  private final ClientConnection connection;
  private final Signer signer;

  Client(Endpoint endpoint) {
    this.connection = new ClientConnection(endpoint.port());
    this.signer = new Signer(endpoint);
  }

  SignedCall sign(Call call) {
    return SignedCall.of(signer, call);
  }

  /** Sends a request and requires that the body of the answer is so long. */
  void send(SignedCall call, long expected) throws IOException {
    Reply reply = connection.exchange(call, BodySink.NOWHERE);
    if (reply.length() != expected) {
      throw new EOFException("a body of " + reply.length() + " bytes instead of " + expected);
    }
  }

  Reply send(Call call, BodySink sink) throws IOException {
    return connection.exchange(sign(call), sink);
  }

  String document(Call call) throws IOException {
    TextSink sink = new TextSink();
    send(call, sink);
    return sink.text();
  }

  void compare(Call call, ByteBuffer expected) throws IOException {
    ComparingSink sink = new ComparingSink(expected);
    send(call, sink);
    sink.requireAll();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
