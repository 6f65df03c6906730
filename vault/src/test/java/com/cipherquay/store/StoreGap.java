package com.cipherquay.store;

/** What a real store may lack; the contract then asserts that it fails in the way said here. */
public enum StoreGap {
  /** {@code IfAbsent} is refused as {@code UNSUPPORTED} and nothing is written. */
  IF_ABSENT,
  /** {@code IfMatch} at a write is refused as {@code UNSUPPORTED} and nothing is written. */
  IF_MATCH,
  /** Of writers that race under one condition more than one may win, each believing to be alone. */
  RACING_CONDITIONS,
  /** Writers that lose such a race may be told {@code UNAVAILABLE}. */
  RACE_LOST_IS_UNAVAILABLE,
  /** A read during a write may mix the old object and the new one. */
  TORN_READS,
  /**
   * A delimited listing leaves out a common prefix that is not greater than {@code after}, even if
   * there are names below it that are.
   */
  AFTER_BELOW_PREFIX,
  /** Creating a bucket that exists does nothing, instead of {@code BUCKET_EXISTS}. */
  BUCKET_EXISTS,
  /** A suffix range of an empty object is {@code RANGE_NOT_SATISFIABLE}, instead of empty. */
  SUFFIX_OF_EMPTY,
  /**
   * An upload is completed only with all parts that were written; with fewer it is {@code
   * UNSUPPORTED}, and nothing is made.
   */
  SOME_OF_THE_PARTS,
  /**
   * Parts are written to and listed of uploads that are over, never were, or have another name, and
   * whoever aborts an upload need not know its name.
   */
  PARTS_WITHOUT_UPLOAD,
  /** A bucket that has an upload in progress is not empty. */
  UPLOAD_KEEPS_BUCKET,
  /** Objects have no tags: whatever is about tags is {@code TAGS_UNSUPPORTED}. */
  TAGS,
  /** There is one storage class: asked for another, it is {@code CLASS_UNSUPPORTED}. */
  STORAGE_CLASSES,
  /**
   * A storage class is taken of copies and uploads too, and they get the usual one all the same.
   */
  CLASSES_FORGOTTEN,
  /** Archived objects are read like all others, and not restored: that is {@code UNSUPPORTED}. */
  ARCHIVES,
  /** The tags of a copy and of an upload are taken and forgotten. */
  TAGS_OF_COPIES,
  /** An object {@code a} can not stand beside {@code a/b}: the second write fails. */
  OBJECT_BESIDE_PREFIX,
  /** Where the current version is a delete marker, it is not said that there is one. */
  MARKER_UNSAID,
  /** A copy does not say which version it has made. */
  VERSION_OF_COPY_UNSAID,
  /** The id of the null version is said only where it was asked for. */
  NULL_VERSION_UNSAID,
  /**
   * Where the current version is a delete marker, a deletion makes no other; and of the null
   * version it is not said that it was one.
   */
  ONE_MARKER,
  /** In a bucket that keeps versions {@code IfMatch} at a write never holds. */
  IF_MATCH_OF_VERSION,
  /** In a bucket that never kept versions no object is found by the id {@code null}. */
  NULL_VERSION_OF_PLAIN,
  /** A page of versions may have common prefixes beyond its limit. */
  PREFIXES_BEYOND_LIMIT,
  /** There are no lifecycle rules: that is {@code UNSUPPORTED}. */
  LIFECYCLE,
  /**
   * A lifecycle rule can not be narrowed by size or by a number of newer versions: that is {@code
   * UNSUPPORTED}.
   */
  NARROW_RULES,
  /** Versions can not be locked: whatever is about that is {@code LOCK_UNSUPPORTED}. */
  LOCKS,
  /** The locks of a copy and of an upload are taken and forgotten. */
  LOCKS_OF_COPIES,
  /** A version can be kept until 2106 at most: what is later is {@code UNSUPPORTED}. */
  LOCKS_AFTER_2106,
  /** Only a bucket that was created so can lock versions. */
  LOCKS_FROM_THE_START
}
