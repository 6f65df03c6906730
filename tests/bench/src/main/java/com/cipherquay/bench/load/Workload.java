package com.cipherquay.bench.load;

import java.io.Closeable;
import java.io.IOException;

/** What clients do to one contestant. */
public interface Workload extends Closeable {

  /** How many clients do it at a time. */
  int clients();

  /** Stores what is needed, and compares the bytes of what is read. Called once, first. */
  void prepare() throws IOException;

  /**
   * One turn of a client. Turns of different clients run at the same time.
   *
   * @param client from 0
   */
  Done turn(int client) throws IOException;

  /** Compares the bytes of what was stored, if the turns store something. */
  void check() throws IOException;
}
