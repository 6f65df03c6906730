package com.cipherquay.store;

/** What an acknowledged write to the local store survives. */
public enum Durability {
  /** A power failure: index and content are on the disk before a write returns. */
  SYNCED,
  /**
   * The end of the process, but not of the machine: after a power failure the latest writes may be
   * missing or unreadable. For tests and for data that can be made again.
   */
  BUFFERED
}
