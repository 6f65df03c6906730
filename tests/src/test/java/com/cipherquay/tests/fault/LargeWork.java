package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.RawS3;
import java.io.IOException;

/** One large object, written and read as fast as it goes. */
final class LargeWork implements LoadWork {

  private final KeptConnection connection;
  private final String path;
  private final byte[] body;
  private boolean written;

  LargeWork(Endpoint endpoint, String bucket, int number, byte[] body) {
    this.connection = new KeptConnection(endpoint);
    this.path = RawS3.path(bucket, "large/" + number);
    this.body = body;
  }

  @Override
  public void once() throws IOException {
    RawRequest request = RawRequest.of(written ? "GET" : "PUT", path);
    RawResponse answer = connection.call(request, written ? new byte[0] : body);
    if (answer.status() != 200) {
      throw new RefusedException(answer);
    }
    if (written) {
      assertArrayEquals(body, answer.body(), path);
    }
    written = !written;
  }

  @Override
  public int pause() {
    return 2000;
  }

  @Override
  public void disconnect() throws IOException {
    connection.close();
  }
}
