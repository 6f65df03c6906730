package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.sigv4.BodyException;
import com.cipherquay.proxy.sigv4.SignatureException;
import com.cipherquay.proxy.sigv4.SignatureFault;
import java.util.Map;
import java.util.TreeMap;

/** What S3 answers to a fault of a signature or of a body. */
final class FaultAnswers {

  private FaultAnswers() {}

  static S3Exception of(SignatureException e) {
    S3Exception answer = new S3Exception(code(e.fault()), e.reason());
    for (Map.Entry<String, String> detail : new TreeMap<>(e.details()).entrySet()) {
      answer = answer.with(detail.getKey(), detail.getValue());
    }
    return answer;
  }

  static S3Exception of(BodyException e) {
    return new S3Exception(code(e.fault()), e.reason());
  }

  static S3ErrorCode code(SignatureFault fault) {
    return switch (fault) {
      case ACCESS_DENIED -> S3ErrorCode.ACCESS_DENIED;
      case AUTHORIZATION_HEADER_MALFORMED -> S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED;
      case AUTHORIZATION_QUERY_PARAMETERS_ERROR -> S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR;
      case BAD_DIGEST -> S3ErrorCode.BAD_DIGEST;
      case CONTENT_SHA256_MISMATCH -> S3ErrorCode.CONTENT_SHA256_MISMATCH;
      case INCOMPLETE_BODY -> S3ErrorCode.INCOMPLETE_BODY;
      case INVALID_ARGUMENT -> S3ErrorCode.INVALID_ARGUMENT;
      case INVALID_DIGEST -> S3ErrorCode.INVALID_DIGEST;
      case INVALID_REQUEST -> S3ErrorCode.INVALID_REQUEST;
      case INVALID_TOKEN -> S3ErrorCode.INVALID_TOKEN;
      case INVALID_URI -> S3ErrorCode.INVALID_URI;
      case MALFORMED_TRAILER -> S3ErrorCode.MALFORMED_TRAILER;
      case MISSING_CONTENT_LENGTH -> S3ErrorCode.MISSING_CONTENT_LENGTH;
      case NOT_IMPLEMENTED -> S3ErrorCode.NOT_IMPLEMENTED;
      case REQUEST_TIMEOUT -> S3ErrorCode.REQUEST_TIMEOUT;
      case REQUEST_TIME_TOO_SKEWED -> S3ErrorCode.REQUEST_TIME_TOO_SKEWED;
      case SIGNATURE_DOES_NOT_MATCH -> S3ErrorCode.SIGNATURE_DOES_NOT_MATCH;
    };
  }
}
