package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.SignedForm;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.StandardHeader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of a form that describe its object, as the headers that they are in PutObject. Any
 * other field is the page's own, and S3 takes no notice of it.
 */
final class FormHeaders {

  private static final String AMZ = "x-amz-";
  private static final String ACL = "acl";
  private static final Set<String> STANDARD =
      Arrays.stream(StandardHeader.values())
          .map(header -> header.headerName().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> SIGNATURE =
      Set.of("x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature");
  // Of a request they say how its body is encoded, and of a form they would say nothing.
  private static final Set<String> OF_A_BODY =
      Set.of("x-amz-content-sha256", "x-amz-decoded-content-length", "x-amz-trailer");

  private FormHeaders() {}

  /**
   * The call as if its fields were its headers.
   *
   * @throws S3Exception {@code InvalidArgument}, {@code NotImplemented}, {@code InvalidRequest}
   */
  static Call described(Call call, SignedForm form) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : form.fields().entries()) {
      String name = field.getKey();
      if (OF_A_BODY.contains(name)) {
        throw Call.unimplemented("Field", name);
      }
      boolean describes = STANDARD.contains(name) || name.startsWith(AMZ);
      if (name.equals(ACL)) {
        headers.put(AMZ + ACL, Call.headerValue(name, field.getValue()));
      } else if (describes && !SIGNATURE.contains(name)) {
        headers.put(name, Call.headerValue(name, field.getValue()));
      }
    }
    Call described =
        new Call(call.method(), call.query(), headers, call.body(), call.maxLifetime());
    ChecksumWords.algorithm(described)
        .filter(algorithm -> described.header(ChecksumWords.header(algorithm)).isEmpty())
        .ifPresent(
            algorithm -> {
              throw new S3Exception(
                  S3ErrorCode.INVALID_REQUEST,
                  "x-amz-checksum-algorithm specified, but no corresponding x-amz-checksum-* field"
                      + " was found.");
            });
    return described;
  }
}
