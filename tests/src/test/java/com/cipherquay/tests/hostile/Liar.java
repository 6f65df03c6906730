package com.cipherquay.tests.hostile;

/** Decides what the store answers. Called by one thread at a time. */
@FunctionalInterface
interface Liar {

  /** Answers as S3 does. */
  Liar NONE = (request, store) -> store.answer(request);

  /**
   * The answer to a request.
   *
   * @param store knows the honest answer, which it gives by doing what is asked
   */
  StoreReply answer(StoreRequest request, HonestStore store);
}
