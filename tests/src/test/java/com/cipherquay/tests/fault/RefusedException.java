package com.cipherquay.tests.fault;

import com.cipherquay.tests.RawResponse;

/** An answer other than the one that was to come. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient RawResponse answer;

  RefusedException(RawResponse answer) {
    super(answer.outcome() + " " + answer.text());
    this.answer = answer;
  }

  RawResponse answer() {
    return answer;
  }
}
