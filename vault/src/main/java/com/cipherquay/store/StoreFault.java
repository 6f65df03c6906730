package com.cipherquay.store;

/**
 * Why a store refused or failed; one exhaustive switch at the S3 edge turns these into S3 errors.
 */
public enum StoreFault {
  NO_SUCH_OBJECT,
  NO_SUCH_BUCKET,
  BUCKET_EXISTS,
  BUCKET_NOT_EMPTY,
  PRECONDITION_FAILED,
  RANGE_NOT_SATISFIABLE,
  /** Another write to the same name was in progress (S3's 409 ConditionalRequestConflict). */
  CONFLICT,
  /** The store has no room for the object, or the object is larger than the store takes. */
  TOO_LARGE,
  /** The store refused our credentials. */
  DENIED,
  /** The store does not implement what was asked. */
  UNSUPPORTED,
  /** The store asks to slow down. */
  BUSY,
  /** The store can not be reached, timed out or failed; asking again may help. */
  UNAVAILABLE,
  /** The store answered something that a store can not answer. */
  BROKEN
}
