package com.cipherquay.bench.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The requests of one connection, one after the other. For one thread. */
final class Conversation {

  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  private final Wire wire;
  private final Routes routes;

  Conversation(Wire wire, Routes routes) {
    this.wire = wire;
    this.routes = routes;
  }

  /** Serves one request; false if there is none any more. */
  boolean next() throws IOException {
    Optional<String> text = wire.head();
    if (text.isEmpty()) {
      return false;
    }
    RequestHead head = RequestHead.parse(text.get());
    if (head.header("expect").isPresent()) {
      wire.write(new ByteBuffer[] {ByteBuffer.wrap(CONTINUE)});
    }
    ByteSource body = body(head);
    Answer answer = answer(head, body);
    body.drain();
    try {
      send(head, answer);
    } finally {
      answer.afterwards().run();
    }
    return !head.header("connection").orElse("").toLowerCase(Locale.ROOT).equals("close");
  }

  private Answer answer(RequestHead head, ByteSource body) throws IOException {
    try {
      return routes.answer(head, body);
    } catch (Refusal e) {
      return Answer.refusal(e);
    }
  }

  private ByteSource body(RequestHead head) {
    long length = Long.parseLong(head.header("content-length").orElse("0"));
    boolean chunked = head.header("transfer-encoding").isPresent();
    ByteSource framed = chunked ? new ChunkedSource(wire) : new SizedSource(wire, length);
    boolean awsChunked = head.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    return awsChunked ? new ChunkedSource(framed) : framed;
  }

  private void send(RequestHead head, Answer answer) throws IOException {
    StringBuilder text = new StringBuilder(256);
    text.append("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
    answer.headers().forEach((name, value) -> field(text, name, value));
    if (answer.status() != 204) {
      field(text, "Content-Length", Long.toString(answer.length()));
    }
    text.append("\r\n");
    List<ByteBuffer> pieces = new ArrayList<>(answer.body().size() + 1);
    pieces.add(ByteBuffer.wrap(text.toString().getBytes(ISO_8859_1)));
    if (!head.method().equals("HEAD")) {
      pieces.addAll(answer.body());
    }
    wire.write(pieces.toArray(ByteBuffer[]::new));
  }

  private static void field(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
