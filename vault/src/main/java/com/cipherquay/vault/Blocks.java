package com.cipherquay.vault;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where sorted lines are kept: blocks of bytes, appended by one thread, and then read by any number
 * of threads.
 */
interface Blocks extends Closeable {

  void append(byte[] block) throws IOException;

  /**
   * A block.
   *
   * @param index counted from 0, in the order in which they were appended
   */
  byte[] read(int index) throws IOException;

  /** How many bytes of memory they take. */
  long heapBytes();

  /** How many bytes they take in a file. */
  long fileBytes();

  /** Lets go of them; no more is read. */
  @Override
  void close() throws IOException;
}
