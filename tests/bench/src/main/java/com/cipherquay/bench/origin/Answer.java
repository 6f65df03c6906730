package com.cipherquay.bench.origin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param length of the body, also if it is not sent because the method is HEAD
 * @param afterwards runs when all is sent, or the connection is broken
 */
record Answer(
    int status,
    Map<String, String> headers,
    long length,
    List<ByteBuffer> body,
    Runnable afterwards) {

  static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, headers, 0, List.of(), Answer::nothing);
  }

  static Answer xml(int status, String document) {
    byte[] bytes = document.getBytes(UTF_8);
    List<ByteBuffer> body = List.of(ByteBuffer.wrap(bytes));
    Map<String, String> headers = Map.of("Content-Type", "application/xml");
    return new Answer(status, headers, bytes.length, body, Answer::nothing);
  }

  static Answer refusal(Refusal refusal) {
    return xml(
        refusal.status(),
        "<Error><Code>%s</Code><Message>%s</Message><RequestId>0</RequestId></Error>"
            .formatted(refusal.code(), refusal.code()));
  }

  private static void nothing() {}
}
