package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What the store was sent since somebody looked. Thread-safe. */
final class Journal {

  private final List<StoreRequest> requests = new ArrayList<>();
  private final List<StoreRequest> broken = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** What came to the store in some time. */
  record Taken(List<StoreRequest> requests, Blob content) {

    /** The requests that ask for a change. */
    List<StoreRequest> writes() {
      return requests.stream().filter(StoreRequest::writes).toList();
    }
  }

  /** Notes bytes as they come, whether or not the request will be whole. */
  synchronized void received(byte[] buffer, int length) {
    bytes.write(buffer, 0, length);
  }

  synchronized void received(String head) {
    bytes.writeBytes(head.getBytes(ISO_8859_1));
  }

  /** Notes a request that is whole. */
  synchronized void whole(StoreRequest request) {
    requests.add(request);
  }

  /**
   * Notes a request that broke off: as much of its body as came, and zeros in place of the rest.
   */
  synchronized void broken(StoreRequest request) {
    broken.add(request);
    notifyAll();
  }

  /** Waits for a request that broke off, and takes it. */
  synchronized StoreRequest awaitBroken() {
    try {
      while (broken.isEmpty()) {
        wait();
      }
      return broken.remove(broken.size() - 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  synchronized Taken take() {
    Taken taken = new Taken(List.copyOf(requests), new Blob(bytes.toByteArray()));
    requests.clear();
    broken.clear();
    bytes.reset();
    return taken;
  }
}
