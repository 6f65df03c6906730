package com.cipherquay.proxy.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request is an S3 error document.
 *
 * <p>Unchecked on purpose: any step of the route may refuse, and exactly one place answers.
 */
public final class S3Exception extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final S3ErrorCode code;
  private final transient List<Map.Entry<String, String>> details;

  public S3Exception(S3ErrorCode code) {
    this(code, code.message());
  }

  /**
   * @param message for the client; holds nothing of a store's text and no secret
   */
  public S3Exception(S3ErrorCode code, String message) {
    this(code, message, List.of());
  }

  private S3Exception(S3ErrorCode code, String message, List<Map.Entry<String, String>> details) {
    super(message, null, false, false);
    this.code = code;
    this.details = details;
  }

  /**
   * The same error with one more element in its document, where AWS has one (for example {@code
   * Region} in AuthorizationHeaderMalformed).
   */
  public S3Exception with(String element, String value) {
    List<Map.Entry<String, String>> next = new ArrayList<>(details);
    next.add(Map.entry(element, value));
    return new S3Exception(code, getMessage(), List.copyOf(next));
  }

  public S3ErrorCode code() {
    return code;
  }

  /** The message for the client. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code.message() : message;
  }

  /** The further elements of the error document, in order. */
  public List<Map.Entry<String, String>> details() {
    return details;
  }
}
