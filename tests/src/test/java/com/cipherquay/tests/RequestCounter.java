package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds the requests in what a client sends on one connection. Knows Content-Length only: an
 * upstream request that is chunked would be a fault of its own. Not thread-safe.
 */
final class RequestCounter {

  private static final String HEAD_END = "\r\n\r\n";

  private final Consumer<String> requests;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private int matched;
  private long bodyLeft;

  /**
   * @param requests is told method and target of each request
   */
  RequestCounter(Consumer<String> requests) {
    this.requests = requests;
  }

  void accept(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bodyLeft > 0) {
        int skip = (int) Math.min(bodyLeft, length - i);
        bodyLeft -= skip;
        i += skip - 1;
      } else {
        headByte(bytes[i]);
      }
    }
  }

  private void headByte(byte b) {
    head.write(b);
    matched = b == HEAD_END.charAt(matched) ? matched + 1 : (b == '\r' ? 1 : 0);
    if (matched == HEAD_END.length()) {
      finishHead(head.toString(ISO_8859_1));
      head.reset();
      matched = 0;
    }
  }

  private void finishHead(String text) {
    String[] lines = text.split("\r\n", -1);
    String[] request = lines[0].split(" ", 3);
    for (String line : lines) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("transfer-encoding:")) {
        throw new IllegalStateException("an upstream request without a length: " + lines[0]);
      }
      if (lower.startsWith("content-length:")) {
        bodyLeft = Long.parseLong(lower.substring("content-length:".length()).trim());
      }
    }
    requests.accept(request[0] + " " + request[1]);
  }
}
