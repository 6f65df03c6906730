package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.vault.ObjectTags;
import com.cipherquay.vault.RefusedPart;
import com.cipherquay.vault.UnsatisfiableRangeException;
import com.cipherquay.vault.VaultException;
import com.cipherquay.vault.VaultFault;

/**
 * Turns what can go wrong into what S3 calls it. The messages of the causes stay here: they may
 * quote a store.
 */
final class Faults {

  private Faults() {}

  static S3Exception toS3(Exception cause) {
    if (cause instanceof S3Exception error) {
      return error;
    }
    if (cause instanceof StoreException store) {
      return toS3(store.fault());
    }
    if (cause instanceof VaultException vault) {
      return vault.part().map(part -> ofPart(vault.fault(), part)).orElse(toS3(vault.fault()));
    }
    if (cause instanceof UnsatisfiableRangeException range) {
      return new S3Exception(S3ErrorCode.INVALID_RANGE)
          .with("ActualObjectSize", Long.toString(range.length()));
    }
    return new S3Exception(S3ErrorCode.INTERNAL_ERROR);
  }

  /** As S3 does, the part is named where a completion is refused for it. */
  private static S3Exception ofPart(VaultFault fault, RefusedPart part) {
    S3Exception error =
        toS3(fault).with("PartNumber", Integer.toString(part.number())).with("ETag", part.etag());
    return part.length().isEmpty()
        ? error
        : error
            .with("ProposedSize", Long.toString(part.length().getAsLong()))
            .with("MinSizeAllowed", Long.toString(part.minimum()));
  }

  static S3Exception toS3(StoreFault fault) {
    return switch (fault) {
      case NO_SUCH_OBJECT -> new S3Exception(S3ErrorCode.NO_SUCH_KEY);
      case NO_SUCH_VERSION -> new S3Exception(S3ErrorCode.NO_SUCH_VERSION);
      case INVALID_VERSION ->
          new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Invalid version id specified")
              .with("ArgumentName", VersionIds.PARAMETER);
      case DELETE_MARKER ->
          new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED).with("ResourceType", "DeleteMarker");
      case NO_SUCH_BUCKET -> new S3Exception(S3ErrorCode.NO_SUCH_BUCKET);
      case NO_SUCH_UPLOAD -> new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD);
      case INVALID_PART -> new S3Exception(S3ErrorCode.INVALID_PART);
      // No condition of the client's failed, and the next attempt may find it at rest.
      case SOURCE_CHANGED -> new S3Exception(S3ErrorCode.SLOW_DOWN);
      case BUCKET_EXISTS -> new S3Exception(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU);
      case BUCKET_NOT_EMPTY -> new S3Exception(S3ErrorCode.BUCKET_NOT_EMPTY);
      case PRECONDITION_FAILED -> new S3Exception(S3ErrorCode.PRECONDITION_FAILED);
      case RANGE_NOT_SATISFIABLE -> new S3Exception(S3ErrorCode.INVALID_RANGE);
      case CONFLICT -> new S3Exception(S3ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
      case TOO_LARGE -> new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE);
      case LIMIT -> new S3Exception(S3ErrorCode.TOO_MANY_BUCKETS);
      case DENIED -> denied();
      case UNSUPPORTED ->
          new S3Exception(
              S3ErrorCode.NOT_IMPLEMENTED, "The store behind this proxy does not implement this.");
      case TAGS_UNSUPPORTED -> noTags();
      case CLASS_UNSUPPORTED -> noClass();
      case ARCHIVED -> new S3Exception(S3ErrorCode.INVALID_OBJECT_STATE);
      case NOT_ARCHIVED -> notArchived();
      case RESTORE_IN_PROGRESS -> new S3Exception(S3ErrorCode.RESTORE_ALREADY_IN_PROGRESS);
      case LOCKED -> locked();
      case LOCK_UNSUPPORTED -> noLocks();
      case NO_LOCK_CONFIGURATION -> noLockConfiguration();
      case BUCKET_STATE -> new S3Exception(S3ErrorCode.INVALID_BUCKET_STATE);
      case BUSY -> new S3Exception(S3ErrorCode.SLOW_DOWN);
      case UNAVAILABLE -> new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE);
      case BROKEN -> new S3Exception(S3ErrorCode.INTERNAL_ERROR);
    };
  }

  /** Not a server error: SDKs repeat those, and asking again does not help. */
  private static S3Exception denied() {
    return new S3Exception(
        S3ErrorCode.ACCESS_DENIED, "The store behind this proxy refused its credentials.");
  }

  private static S3Exception locked() {
    return new S3Exception(
        S3ErrorCode.ACCESS_DENIED, "Access Denied because object protected by object lock.");
  }

  private static S3Exception noLocks() {
    return new S3Exception(
        S3ErrorCode.NOT_IMPLEMENTED, "The store behind this proxy has no object lock.");
  }

  private static S3Exception noLockConfiguration() {
    return new S3Exception(
        S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
  }

  private static S3Exception noTags() {
    return new S3Exception(
        S3ErrorCode.NOT_IMPLEMENTED,
        "The store behind this proxy has no object tags. User metadata (x-amz-meta-*) is kept by"
            + " every store.");
  }

  private static S3Exception noClass() {
    return new S3Exception(
        S3ErrorCode.INVALID_STORAGE_CLASS,
        "The store behind this proxy does not have the storage class you specified.");
  }

  private static S3Exception notArchived() {
    return new S3Exception(
        S3ErrorCode.INVALID_OBJECT_STATE,
        "Restore is not allowed for the object's current storage class");
  }

  static S3Exception toS3(VaultFault fault) {
    return switch (fault) {
      case KEY_TOO_LONG -> new S3Exception(S3ErrorCode.KEY_TOO_LONG);
      case METADATA_TOO_LARGE -> new S3Exception(S3ErrorCode.METADATA_TOO_LARGE);
      case TAG_TOO_LONG -> tagTooLong();
      case TAGS_FOREIGN -> foreignTags();
      case RULE_PREFIX -> rulePrefix();
      case TOO_MANY_RULES -> tooManyRules();
      case ENTITY_TOO_LARGE -> new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE);
      case ENTITY_TOO_SMALL -> new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL);
      case INVALID_PART -> new S3Exception(S3ErrorCode.INVALID_PART);
      case NO_SUCH_PART -> new S3Exception(S3ErrorCode.INVALID_PART_NUMBER);
      case WRONG_CHECKSUM -> new S3Exception(S3ErrorCode.BAD_DIGEST);
      case WRONG_LENGTH ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "The provided 'x-amz-mp-object-size' header does not match the object size.");
      case MISSING_CHECKSUM ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "The part lacks the checksum that the upload was created with.");
      case CORRUPT ->
          new S3Exception(
              S3ErrorCode.INTERNAL_ERROR, "What the store returned does not authenticate.");
      case NOT_ENCRYPTED ->
          new S3Exception(
              S3ErrorCode.INTERNAL_ERROR, "What the store has was not written by this vault.");
      case UNKNOWN_EPOCH ->
          new S3Exception(
              S3ErrorCode.INTERNAL_ERROR, "This vault has no key for the epoch of the object.");
      case INVALID_TOKEN ->
          new S3Exception(
                  S3ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect")
              .with("ArgumentName", "continuation-token");
    };
  }

  private static S3Exception tagTooLong() {
    return new S3Exception(
        S3ErrorCode.INVALID_TAG,
        "Encrypted, the tag is longer than S3 allows: a key has at most "
            + ObjectTags.LONGEST_KEY
            + " bytes of UTF-8, a value "
            + ObjectTags.LONGEST_VALUE
            + ".");
  }

  private static S3Exception foreignTags() {
    return new S3Exception(
        S3ErrorCode.ACCESS_DENIED,
        "The object is another vault's, and the key grant for it has no key of its tags.");
  }

  private static S3Exception rulePrefix() {
    return new S3Exception(
        S3ErrorCode.INVALID_REQUEST,
        "The prefix of a lifecycle rule must be empty or end in a slash: names are encrypted"
            + " component by component, and the store does not know what one begins with.");
  }

  private static S3Exception tooManyRules() {
    return new S3Exception(
        S3ErrorCode.INVALID_REQUEST,
        "For these rules the store would need more than 1000: one that expires or moves the current"
            + " objects of a whole bucket, without naming a tag, needs 64.");
  }
}
