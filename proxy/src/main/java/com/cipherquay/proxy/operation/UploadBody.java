package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.RequestBody;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.util.Set;

/** The body of an object or of a part, as far as its head can be judged. */
final class UploadBody {

  /**
   * The most bytes that one request or one copied part may have (AWS, "Multipart upload limits").
   */
  static final long MAX_LENGTH = 5L << 30;

  private UploadBody() {}

  /**
   * The body.
   *
   * @throws S3Exception {@code MissingContentLength}, {@code EntityTooLarge}
   */
  static RequestBody of(Call call) {
    // RFC 9110 section 14.5: part of a body must not be stored as all of it.
    call.harmless("content-range", Set.of());
    RequestBody body = call.body();
    if (!body.lengthDeclared()) {
      throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
    }
    if (body.length() > MAX_LENGTH) {
      throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
          .with("ProposedSize", Long.toString(body.length()))
          .with("MaxSizeAllowed", Long.toString(MAX_LENGTH));
    }
    return body;
  }

  /**
   * Passes if there is no body, where the content is another object's.
   *
   * @throws S3Exception {@code UnexpectedContent}
   */
  static void none(Call call) {
    if (call.body().length() > 0) {
      throw new S3Exception(S3ErrorCode.UNEXPECTED_CONTENT);
    }
  }
}
