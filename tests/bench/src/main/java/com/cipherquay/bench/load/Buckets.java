package com.cipherquay.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Makes the bucket of a contestant. */
public final class Buckets {

  private Buckets() {}

  public static void create(Endpoint endpoint) throws IOException {
    try (Client client = new Client(endpoint)) {
      client.send(Call.put("", ByteBuffer.allocate(0)), BodySink.NOWHERE);
    }
  }
}
