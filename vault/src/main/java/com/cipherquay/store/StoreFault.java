package com.cipherquay.store;

/**
 * Why a store refused or failed; one exhaustive switch at the S3 edge turns these into S3 errors.
 */
public enum StoreFault {
  NO_SUCH_OBJECT,
  /** The object has no version of the id that was named. */
  NO_SUCH_VERSION,
  /** What was named can not be the id of a version. */
  INVALID_VERSION,
  /** The version that was named is a delete marker. */
  DELETE_MARKER,
  NO_SUCH_BUCKET,
  /** The multipart upload was completed or aborted, or never was. */
  NO_SUCH_UPLOAD,
  /** A part of an upload is not there, or not with the entity tag that was named. */
  INVALID_PART,
  /** The object that was to be copied has another entity tag now. */
  SOURCE_CHANGED,
  BUCKET_EXISTS,
  BUCKET_NOT_EMPTY,
  PRECONDITION_FAILED,
  RANGE_NOT_SATISFIABLE,
  /** Another write to the same name was in progress (S3's 409 ConditionalRequestConflict). */
  CONFLICT,
  /** The store has no room for the object, or the object is larger than the store takes. */
  TOO_LARGE,
  /** The account has as many buckets as the store allows it. */
  LIMIT,
  /** The store refused our credentials. */
  DENIED,
  /** The store does not implement what was asked. */
  UNSUPPORTED,
  /** The store does not implement the tags of objects. */
  TAGS_UNSUPPORTED,
  /** The store does not have the storage class that was asked for. */
  CLASS_UNSUPPORTED,
  /** The object is archived, and was not restored. */
  ARCHIVED,
  /** The object can not be restored, because it is not archived. */
  NOT_ARCHIVED,
  /** The object is being restored already. */
  RESTORE_IN_PROGRESS,
  /** What the version is locked by does not allow it. */
  LOCKED,
  /** The store does not implement the locks of versions. */
  LOCK_UNSUPPORTED,
  /** The bucket does not lock versions. */
  NO_LOCK_CONFIGURATION,
  /** What was asked for does not go together with whether the bucket keeps or locks versions. */
  BUCKET_STATE,
  /** The store asks to slow down. */
  BUSY,
  /** The store can not be reached, timed out or failed; asking again may help. */
  UNAVAILABLE,
  /** The store answered something that a store can not answer. */
  BROKEN
}
