package com.cipherquay.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Makes the bucket of a contestant. */
public final class Buckets {

  private static final int FORBIDDEN = 403;

  private Buckets() {}

  public static void create(Endpoint endpoint) throws IOException {
    try (Client client = new Client(endpoint)) {
      client.send(Call.put("", ByteBuffer.allocate(0)), BodySink.NOWHERE);
    }
  }

  /**
   * Finds out whether signatures are verified.
   *
   * @throws IOException if a wrong one gets anything but 403
   */
  public static void requireRefusal(Endpoint endpoint) throws IOException {
    try (Client client = new Client(endpoint.forged())) {
      client.send(Call.get("forged"), BodySink.NOWHERE);
    } catch (UnexpectedStatusException e) {
      if (e.status() == FORBIDDEN) {
        return;
      }
      throw e;
    }
    throw new IOException(endpoint.bucket() + " takes a wrong signature");
  }
}
