package com.cipherquay.store;

/** The operations of the port, each one call to the store. */
public enum StoreCall {
  BUCKETS,
  CREATE_BUCKET,
  HEAD_BUCKET,
  DELETE_BUCKET,
  WRITE,
  READ,
  HEAD,
  DELETE,
  DELETE_ALL,
  LIST
}
