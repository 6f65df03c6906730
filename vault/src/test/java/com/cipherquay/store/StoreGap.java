package com.cipherquay.store;

/** What a real store may lack; the contract then asserts that it fails in the way said here. */
public enum StoreGap {
  /** {@code IfAbsent} is refused as {@code UNSUPPORTED} and nothing is written. */
  IF_ABSENT,
  /** {@code IfMatch} at a write is refused as {@code UNSUPPORTED} and nothing is written. */
  IF_MATCH,
  /** Creating a bucket that exists does nothing, instead of {@code BUCKET_EXISTS}. */
  BUCKET_EXISTS,
  /** A suffix range of an empty object is {@code RANGE_NOT_SATISFIABLE}, instead of empty. */
  SUFFIX_OF_EMPTY,
  /** An object {@code a} can not stand beside {@code a/b}: the second write fails. */
  OBJECT_BESIDE_PREFIX
}
