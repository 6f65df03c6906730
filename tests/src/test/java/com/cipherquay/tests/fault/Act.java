package com.cipherquay.tests.fault;

/** What a client asks for while something fails. */
enum Act {
  PUT,
  OVERWRITE,
  PUT_IF_ABSENT,
  PUT_CHUNKED,
  READ,
  HEAD,
  LIST,
  DELETE,
  DELETE_MANY,
  COPY,
  CREATE_UPLOAD,
  PUT_PART,
  COMPLETE,
  ABORT;

  /** Whether the store may take a quarter of an hour over it, so that silence is no failure. */
  boolean takesLong() {
    return this == COPY || this == COMPLETE;
  }
}
