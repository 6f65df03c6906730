package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;

/** The parameter that names an upload. */
final class UploadId {

  static final String PARAMETER = "uploadId";

  private UploadId() {}

  /**
   * The id of an upload, which is the store's and opaque.
   *
   * @throws S3Exception {@code InvalidArgument} if a part is named without one; {@code
   *     NoSuchUpload} for an empty one
   */
  static String parse(Call call) {
    if (!call.has(PARAMETER)) {
      throw Call.invalid(
          PARAMETER, "", "This operation does not accept partNumber without uploadId");
    }
    String id = call.text(PARAMETER);
    if (id.isEmpty()) {
      throw new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD);
    }
    return id;
  }
}
