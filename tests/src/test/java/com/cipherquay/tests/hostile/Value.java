package com.cipherquay.tests.hostile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an object consists of: pieces of bodies that can be made again. */
record Value(List<Piece> pieces) {

  /**
   * Some bytes of a body.
   *
   * @param number of the body
   */
  record Piece(int number, int from, int length) {}

  Value {
    pieces = List.copyOf(pieces);
  }

  static Value of(int number, int length) {
    return new Value(List.of(new Piece(number, 0, length)));
  }

  static Value joined(List<Value> values) {
    return new Value(values.stream().flatMap(value -> value.pieces.stream()).toList());
  }

  int size() {
    return pieces.stream().mapToInt(Piece::length).sum();
  }

  /** The bytes from one place to another. */
  Value slice(int from, int to) {
    List<Piece> slices = new ArrayList<>();
    int start = 0;
    for (Piece piece : pieces) {
      int first = Math.max(from, start);
      int end = Math.min(to, start + piece.length);
      if (first < end) {
        slices.add(new Piece(piece.number, piece.from + first - start, end - first));
      }
      start += piece.length;
    }
    return new Value(slices);
  }

  byte[] bytes(Canary canary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size());
    for (Piece piece : pieces) {
      bytes.writeBytes(canary.body(piece.number, piece.from, piece.length));
    }
    return bytes.toByteArray();
  }

  /** Whether some bytes are its first. */
  boolean beginsWith(byte[] bytes, Canary canary) {
    return bytes.length <= size() && Arrays.equals(bytes, slice(0, bytes.length).bytes(canary));
  }
}
