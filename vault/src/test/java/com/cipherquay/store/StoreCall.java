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
  LIST,
  COPY,
  PURGE,
  CREATE_UPLOAD,
  WRITE_PART,
  COMPLETE_UPLOAD,
  ABORT_UPLOAD,
  LIST_PARTS,
  LIST_UPLOADS,
  GET_TAGS,
  PUT_TAGS,
  DELETE_TAGS,
  RESTORE,
  GET_VERSIONING,
  SET_VERSIONING,
  LIST_VERSIONS
}
