package com.cipherquay.tests.fault;

/** What can happen to one request on its way to a store and back. */
enum Fault {
  /** The connection is reset as soon as the head is there. */
  RESET_AT_HEAD(false, false),
  /** The connection is reset in the middle of the body; the store gets half of it, too. */
  RESET_IN_BODY(false, false),
  /** Nothing moves any more once the head is there. */
  STALL_AT_HEAD(false, true),
  /** Nothing moves any more in the middle of the body. */
  STALL_IN_BODY(false, true),
  /** The store has no time. */
  SLOW_DOWN(false, false),
  /** The store has no time, and says when it will have some. */
  SLOW_DOWN_WITH_RETRY_AFTER(false, false),
  /** The store fails, and has done nothing. */
  ERROR(false, false),
  /** The store has done what it was asked for, and says that it failed. */
  ERROR_FOR_ANSWER(true, false),
  /** The store has done what it was asked for, and the connection is reset. */
  RESET_FOR_ANSWER(true, false),
  /** The store has done what it was asked for, and the answer does not come. */
  STALL_FOR_ANSWER(true, true),
  /** The store has done what it was asked for, and half of the answer comes. */
  HALF_ANSWER(true, false),
  /** The store has done what it was asked for, and the answer stops in the middle. */
  STALL_IN_ANSWER(true, true);

  private final boolean done;
  private final boolean silent;

  Fault(boolean done, boolean silent) {
    this.done = done;
    this.silent = silent;
  }

  /** Whether the store has done what it was asked for. */
  boolean isDone() {
    return done;
  }

  /** Whether only the clock of who waits ends it. */
  boolean isSilent() {
    return silent;
  }
}
