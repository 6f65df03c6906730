package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreError;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the refusals of an S3 mean for the port. */
final class Faults {

  /** Error documents are a few hundred bytes; more is not read. */
  static final int ERROR_LIMIT = 64 * 1024;

  /** What S3 says of a version id that can be none, among others. */
  static final String INVALID_ARGUMENT = "InvalidArgument";

  private static final int LOGGED = 300;

  /** What S3 answers where a delete marker is: 404 if it is the current version, 405 if named. */
  private static final Set<Integer> MARKED = Set.of(404, 405);

  // AWS, Amazon S3 API Reference, "Error responses"; codes whose status does not say it already.
  private static final Map<String, StoreFault> BY_CODE =
      Map.ofEntries(
          Map.entry("NoSuchKey", StoreFault.NO_SUCH_OBJECT),
          Map.entry("NoSuchBucket", StoreFault.NO_SUCH_BUCKET),
          Map.entry("NoSuchVersion", StoreFault.NO_SUCH_VERSION),
          Map.entry("NoSuchUpload", StoreFault.NO_SUCH_UPLOAD),
          Map.entry("InvalidPart", StoreFault.INVALID_PART),
          Map.entry("TooManyBuckets", StoreFault.LIMIT),
          Map.entry("BucketAlreadyExists", StoreFault.BUCKET_EXISTS),
          Map.entry("BucketAlreadyOwnedByYou", StoreFault.BUCKET_EXISTS),
          Map.entry("BucketNotEmpty", StoreFault.BUCKET_NOT_EMPTY),
          Map.entry("PreconditionFailed", StoreFault.PRECONDITION_FAILED),
          Map.entry("InvalidRange", StoreFault.RANGE_NOT_SATISFIABLE),
          Map.entry("ConditionalRequestConflict", StoreFault.CONFLICT),
          Map.entry("OperationAborted", StoreFault.CONFLICT),
          Map.entry("EntityTooLarge", StoreFault.TOO_LARGE),
          Map.entry("MetadataTooLarge", StoreFault.TOO_LARGE),
          Map.entry("KeyTooLongError", StoreFault.TOO_LARGE),
          Map.entry("QuotaExceeded", StoreFault.TOO_LARGE),
          Map.entry("ObjectLockConfigurationNotFoundError", StoreFault.NO_LOCK_CONFIGURATION),
          Map.entry("InvalidBucketState", StoreFault.BUCKET_STATE),
          Map.entry("AccessDenied", StoreFault.DENIED),
          Map.entry("ExpiredToken", StoreFault.DENIED),
          Map.entry("InvalidToken", StoreFault.DENIED),
          Map.entry("InvalidAccessKeyId", StoreFault.DENIED),
          Map.entry("AuthorizationHeaderMalformed", StoreFault.DENIED),
          Map.entry("InvalidStorageClass", StoreFault.CLASS_UNSUPPORTED),
          Map.entry("InvalidObjectState", StoreFault.ARCHIVED),
          Map.entry("RestoreAlreadyInProgress", StoreFault.RESTORE_IN_PROGRESS),
          Map.entry("NotImplemented", StoreFault.UNSUPPORTED),
          Map.entry("MethodNotAllowed", StoreFault.UNSUPPORTED),
          Map.entry("SlowDown", StoreFault.BUSY),
          Map.entry("ServiceUnavailable", StoreFault.BUSY),
          Map.entry("RequestTimeout", StoreFault.UNAVAILABLE),
          // The clock of this machine is wrong, or that of the store: no fault of the client.
          Map.entry("RequestTimeTooSkewed", StoreFault.UNAVAILABLE),
          Map.entry("InternalError", StoreFault.UNAVAILABLE));

  private Faults() {}

  /** Reads an answer that is not a success. */
  static StoreException of(UpstreamAnswer answer) {
    return of(answer, document(answer));
  }

  /** Reads a success with another document than expected: S3 reports late errors that way. */
  static StoreException instead(UpstreamAnswer answer, byte[] document, IOException unreadable) {
    Optional<StoreError> error = StoreDocuments.error(document);
    return error.isPresent()
        ? of(answer, error)
        : answer.broken("has another document than is expected: " + unreadable.getMessage());
  }

  private static StoreException of(UpstreamAnswer answer, Optional<StoreError> error) {
    StoreFault fault = error.flatMap(Faults::byDocument).orElseGet(() -> byStatus(answer.status()));
    String text = error.map(e -> " " + e.code() + ": " + e.message()).orElse("");
    String message = answer.request() + " was answered " + answer.status() + printable(text);
    boolean versioned = answer.request().namesVersion();
    if (ObjectAnswer.isMarker(answer) && MARKED.contains(answer.status())) {
      return StoreException.of(
          versioned ? StoreFault.DELETE_MARKER : StoreFault.NO_SUCH_OBJECT,
          message,
          ObjectAnswer.marker(answer));
    }
    return new StoreException(
        versioned ? ofVersion(fault, answer.status(), error) : fault, message);
  }

  /** What is wrong where a version was named. */
  private static StoreFault ofVersion(StoreFault fault, int status, Optional<StoreError> error) {
    boolean invalid =
        status == 400 && error.map(e -> e.code().equals(INVALID_ARGUMENT)).orElse(true);
    if (invalid) {
      return StoreFault.INVALID_VERSION;
    }
    return fault == StoreFault.NO_SUCH_OBJECT ? StoreFault.NO_SUCH_VERSION : fault;
  }

  private static Optional<StoreFault> byDocument(StoreError error) {
    boolean ofSource = error.condition().toLowerCase(Locale.ROOT).startsWith("x-amz-copy-source-");
    return ofSource ? Optional.of(StoreFault.SOURCE_CHANGED) : byCode(error.code());
  }

  static Optional<StoreFault> byCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  private static Optional<StoreError> document(UpstreamAnswer answer) {
    if (answer.request().method().equals("HEAD")) {
      return Optional.empty();
    }
    try {
      return StoreDocuments.error(answer.document(ERROR_LIMIT));
    } catch (StoreException unreadable) {
      // The status alone says enough, and comes from the same source.
      return Optional.empty();
    }
  }

  private static StoreFault byStatus(int status) {
    return switch (status) {
      case 401, 403 -> StoreFault.DENIED;
      case 404 -> StoreFault.NO_SUCH_OBJECT;
      case 405, 501 -> StoreFault.UNSUPPORTED;
      case 408, 500, 502, 503, 504 -> StoreFault.UNAVAILABLE;
      case 409 -> StoreFault.CONFLICT;
      case 412 -> StoreFault.PRECONDITION_FAILED;
      case 413, 507 -> StoreFault.TOO_LARGE;
      case 416 -> StoreFault.RANGE_NOT_SATISFIABLE;
      case 429 -> StoreFault.BUSY;
      default -> StoreFault.BROKEN;
    };
  }

  /** A store's text, so that it can neither break a log line nor fill a disk. */
  private static String printable(String text) {
    String cut = text.length() <= LOGGED ? text : text.substring(0, LOGGED);
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
