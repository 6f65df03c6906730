package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ObjectMetadata;
import com.cipherquay.vault.StandardHeader;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a copy has for metadata (AWS, CopyObject, "Metadata"). The request's own is for REPLACE;
 * with COPY it is ignored, but for the website redirect location, which is never copied.
 *
 * @param replace whether the request's metadata is that of the copy
 * @param requested the request's metadata
 * @param attributes whether the request names attributes of the copy beside its metadata
 */
record CopiedMetadata(boolean replace, ObjectMetadata requested, boolean attributes) {

  static final String DIRECTIVE = "x-amz-metadata-directive";

  private static final StandardHeader REDIRECT = StandardHeader.WEBSITE_REDIRECT_LOCATION;

  /**
   * Reads the directive and the metadata.
   *
   * @throws S3Exception {@code InvalidArgument}, {@code MetadataTooLarge}; {@code AccessDenied} if
   *     the copy would last as long as its source, and the caller's objects may not
   */
  static CopiedMetadata parse(Call call) {
    String directive = call.header(DIRECTIVE).orElse("COPY");
    if (!directive.equals("COPY") && !directive.equals("REPLACE")) {
      throw Call.invalid(DIRECTIVE, directive, "Unknown metadata directive.");
    }
    boolean attributes =
        call.header("x-amz-server-side-encryption").isPresent()
            || call.header(StorageClasses.HEADER).isPresent();
    boolean replace = directive.equals("REPLACE");
    if (!replace && call.maxLifetime().isPresent()) {
      throw new S3Exception(
          S3ErrorCode.ACCESS_DENIED,
          "The access grant limits how long objects last: copy with " + DIRECTIVE + ": REPLACE");
    }
    ObjectMetadata requested =
        replace ? UploadHeaders.description(call) : UploadHeaders.redirect(call);
    return new CopiedMetadata(replace, requested, attributes);
  }

  /** Whether a copy of an object to itself would change anything, by the letter of the request. */
  boolean changes() {
    return replace || attributes || !requested.headers().isEmpty();
  }

  /** The metadata of a copy; empty if it is all of the source's. */
  Optional<ObjectMetadata> of(ObjectMetadata source) {
    if (replace) {
      return Optional.of(requested);
    }
    if (requested.headers().isEmpty() && !source.headers().containsKey(REDIRECT)) {
      return Optional.empty();
    }
    Map<StandardHeader, String> headers = new EnumMap<>(StandardHeader.class);
    headers.putAll(source.headers());
    headers.remove(REDIRECT);
    headers.putAll(requested.headers());
    return Optional.of(new ObjectMetadata(headers, source.user(), source.checksums()));
  }
}
