package com.cipherquay.vault;

import java.io.IOException;

/** Stands at one of several lines in their order, or at their end. Used by one thread. */
interface LineCursor {

  boolean isAtEnd();

  /** The line at which it stands; called only if it is not at the end. */
  SortedLine line();

  /** Goes to the next line; called only if it is not at the end. */
  void advance() throws IOException;
}
