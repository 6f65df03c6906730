package com.cipherquay.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Keeps a document. */
final class TextSink implements BodySink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void accept(ByteBuffer piece) {
    byte[] copy = new byte[piece.remaining()];
    piece.get(copy);
    bytes.write(copy, 0, copy.length);
  }

  String text() {
    return bytes.toString(UTF_8);
  }
}
