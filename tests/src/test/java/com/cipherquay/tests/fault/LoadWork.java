package com.cipherquay.tests.fault;

import java.io.IOException;

/** What one client under load does again and again. Used by one thread. */
interface LoadWork {

  /**
   * Does it once, and compares what came with what was to come.
   *
   * @throws RefusedException if the answer is no success
   */
  void once() throws IOException;

  /** How long to wait between two times, at most, in milliseconds. */
  int pause();

  /** Ends its connection, so that the next request has a new one. */
  void disconnect() throws IOException;
}
