package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.ErrorDocument;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredMarker;
import com.cipherquay.vault.UnsatisfiableRangeException;
import com.cipherquay.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with S3's error document. Nothing of a store's text and no stack trace leaves here; the
 * log of the operator gets both.
 *
 * @param hostId as in {@code x-amz-id-2}
 */
record ErrorAnswers(String hostId) {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final int SERVER_ERROR = 500;

  /**
   * Answers one request.
   *
   * @param cause what went wrong
   * @param error what S3 calls it
   */
  S3Response answer(S3Request request, Exception cause, S3Exception error) {
    log(request, cause, error);
    List<Map.Entry<String, String>> headers = headers(cause, error);
    // RFC 9110 sections 9.3.2 and 15.4.5: an answer to HEAD and a 304 have no body.
    if (request.method().equals("HEAD") || error.code() == S3ErrorCode.NOT_MODIFIED) {
      return Responses.empty(error.code().status(), headers);
    }
    ErrorDocument document =
        new ErrorDocument(
            error.code().code(),
            error.getMessage(),
            error.details(),
            request.rawPath(),
            request.requestId(),
            hostId);
    return Responses.document(error.code().status(), headers, document.toXml());
  }

  private static List<Map.Entry<String, String>> headers(Exception cause, S3Exception error) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    if (cause instanceof UnsatisfiableRangeException range) {
      headers.add(Map.entry("content-range", "bytes */" + range.length()));
    }
    Optional<StoredMarker> marker =
        cause instanceof StoreException store ? store.marker() : Optional.empty();
    if (error.code() == S3ErrorCode.METHOD_NOT_ALLOWED) {
      headers.add(
          Map.entry(
              "allow", marker.isPresent() ? "DELETE" : "GET, HEAD, PUT, POST, DELETE, OPTIONS"));
    }
    marker.ifPresent(it -> headers.addAll(headers(it, error)));
    return headers;
  }

  /** AWS, "Working with delete markers": what is asked for is told from what never was. */
  private static List<Map.Entry<String, String>> headers(StoredMarker marker, S3Exception error) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry(VersionIds.MARKER_HEADER, "true"));
    headers.addAll(VersionIds.header(VersionIds.HEADER, marker.versionId()));
    if (error.code() == S3ErrorCode.METHOD_NOT_ALLOWED) {
      marker
          .lastModified()
          .ifPresent(time -> headers.add(Map.entry("last-modified", HttpDate.format(time))));
    }
    return headers;
  }

  private static void log(S3Request request, Exception cause, S3Exception error) {
    boolean expected = cause instanceof StoreException || cause instanceof VaultException;
    if (error.code().status() < SERVER_ERROR || cause instanceof S3Exception) {
      LOG.debug("{} {}: {}", request.requestId(), error.code(), cause.getMessage());
    } else if (expected) {
      LOG.warn("{} {}: {}", request.requestId(), error.code(), cause.getMessage());
    } else {
      LOG.error("{} {}", request.requestId(), error.code(), cause);
    }
  }
}
